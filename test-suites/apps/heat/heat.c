/* Heat along a rod whose ends are kept at 1 and 0, cut into one piece a rank, until it flows evenly. */
#include <math.h>
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

/* Clang pretends to be GCC, too, so it is asked for first. */
#ifdef __clang__
#define COMPILER "clang " __clang_version__
#else
#define COMPILER "gcc " __VERSION__
#endif

enum { CELLS = 64, STEPS = 20000 };

int main(int argc, char **argv)
{
    int rank, size;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int from = rank * CELLS / size, cells = (rank + 1) * CELLS / size - from;
    double *now = calloc(cells + 2, sizeof *now), *next = calloc(cells + 2, sizeof *next);
    int left = rank > 0 ? rank - 1 : MPI_PROC_NULL, right = rank < size - 1 ? rank + 1 : MPI_PROC_NULL;

    double begin = MPI_Wtime();
    for (int step = 0; step < STEPS; step++) {
        MPI_Sendrecv(now + 1, 1, MPI_DOUBLE, left, 0, now + cells + 1, 1, MPI_DOUBLE, right, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        MPI_Sendrecv(now + cells, 1, MPI_DOUBLE, right, 0, now, 1, MPI_DOUBLE, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        if (rank == 0)
            now[0] = 1;
        if (rank == size - 1)
            now[cells + 1] = 0;
        for (int i = 1; i <= cells; i++)
            next[i] = now[i] + 0.4 * (now[i - 1] - 2 * now[i] + now[i + 1]);
        double *swap = now;
        now = next;
        next = swap;
    }
    double spent = MPI_Wtime() - begin;
    double worst = 0, all = 0;
    for (int i = 1; i <= cells; i++)
        worst = fmax(worst, fabs(now[i] - (1 - (from + i) / (CELLS + 1.0))));
    MPI_Reduce(&worst, &all, 1, MPI_DOUBLE, MPI_MAX, 0, MPI_COMM_WORLD);
    if (rank == 0) {
        printf("compiler %s\nranks %d\n", COMPILER, size);
        printf("deviation %.2e\n", all);
        printf("steps_per_s %.0f\n", STEPS / spent);
    }
    free(now);
    free(next);
    MPI_Finalize();
    return 0;
}
