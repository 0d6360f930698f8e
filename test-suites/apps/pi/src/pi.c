/* The area under 4 / (1 + x^2) from 0 to 1, each rank its share of the steps. */
#include <math.h>
#include <mpi.h>
#include <stdio.h>

/* Clang pretends to be GCC, too, so it is asked for first. */
#ifdef __clang__
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif

int main(int argc, char **argv)
{
    const long steps = 20000000;
    int rank, size;
    double sum = 0, pi = 0, begin;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    begin = MPI_Wtime();
    for (long i = rank; i < steps; i += size) {
        double x = (i + 0.5) / steps;
        sum += 4 / (1 + x * x);
    }
    sum /= steps;
    MPI_Reduce(&sum, &pi, 1, MPI_DOUBLE, MPI_SUM, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        printf("compiler %s\nranks %d\n", COMPILER, size);
        printf("pi %.12f error %.1e\n", pi, fabs(pi - acos(-1.0)));
        printf("steps_per_s %.0f\n", steps / (MPI_Wtime() - begin));
    }
    MPI_Finalize();
    return 0;
}
