/*
 * Memory bandwidth, measured with the triad a[i] = b[i] + s * c[i].
 *
 *   triad [MiB per array [repetitions]]
 *
 * Each repetition reads two arrays and writes one; the best one counts. The number of threads is OpenMP's
 * (OMP_NUM_THREADS). The sums are checked afterwards: exit status 1 and "triad_check FAILED" if they are wrong.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#ifdef _OPENMP
#include <omp.h>
#endif

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static long positive(const char *text, const char *what)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (*end != '\0' || value < 1) {
        fprintf(stderr, "triad: %s must be a whole number above 0, not '%s'\n", what, text);
        exit(2);
    }
    return value;
}

int main(int argc, char **argv)
{
    long mib = argc > 1 ? positive(argv[1], "MiB per array") : 64;
    long repetitions = argc > 2 ? positive(argv[2], "repetitions") : 10;
    long n = mib * (1024 * 1024 / (long)sizeof(double));
    double *a = malloc((size_t)n * sizeof *a);
    double *b = malloc((size_t)n * sizeof *b);
    double *c = malloc((size_t)n * sizeof *c);
    const double s = 3.0;
    double best = INFINITY;
    double total = 0.0;
    double sum = 0.0;
    int threads = 1;

    if (a == NULL || b == NULL || c == NULL) {
        fprintf(stderr, "triad: not enough memory for three arrays of %ld MiB\n", mib);
        return 2;
    }
#ifdef _OPENMP
    threads = omp_get_max_threads();
#endif

    /* The thread that will use a part of the arrays touches it first, so that it lies in that thread's memory. */
#pragma omp parallel for schedule(static)
    for (long i = 0; i < n; i++) {
        a[i] = 0.0;
        b[i] = 2.0;
        c[i] = (double)(i % 8);
    }

    for (long r = 0; r < repetitions; r++) {
        double begin = now();
#pragma omp parallel for schedule(static)
        for (long i = 0; i < n; i++)
            a[i] = b[i] + s * c[i];
        double seconds = now() - begin;
        best = seconds < best ? seconds : best;
        total += seconds;
    }

#pragma omp parallel for schedule(static) reduction(+ : sum)
    for (long i = 0; i < n; i++)
        sum += a[i];

    /* c holds 0..7 again and again, 3.5 on average; n is a multiple of 8. All terms are small integers, so this is exact. */
    double wanted = (double)n * (2.0 + s * 3.5);
    int good = sum == wanted;
    double bytes = 3.0 * (double)n * (double)sizeof(double);

    printf("triad_threads %d\n", threads);
    printf("triad_array_size %ld MiB\n", mib);
    printf("triad_bandwidth %.3f GB/s\n", bytes / best * 1e-9);
    printf("triad_bandwidth_mean %.3f GB/s\n", bytes * (double)repetitions / total * 1e-9);
    printf("triad_time_best %.6f s\n", best);
    printf("triad_check %s\n", good ? "ok" : "FAILED");
    if (!good)
        fprintf(stderr, "triad: the sum is %.1f and should be %.1f\n", sum, wanted);
    free(a);
    free(b);
    free(c);
    return good ? 0 : 1;
}
