/* A number goes round all ranks, and each adds its own. */
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
    const int rounds = 1000;
    int rank, size;
    long token = 0;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    int left = (rank + size - 1) % size, right = (rank + 1) % size;
    double begin = MPI_Wtime();
    for (int i = 0; i < rounds; i++) {
        if (rank > 0)
            MPI_Recv(&token, 1, MPI_LONG, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        token += rank;
        if (size > 1)
            MPI_Send(&token, 1, MPI_LONG, right, 0, MPI_COMM_WORLD);
        if (rank == 0 && size > 1)
            MPI_Recv(&token, 1, MPI_LONG, left, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    if (rank == 0) {
        printf("compiler %s\nranks %d\n", COMPILER, size);
        printf("token %ld of %ld\n", token, (long)rounds * size * (size - 1) / 2);
        printf("round_us %.1f\n", (MPI_Wtime() - begin) / rounds * 1e6);
    }
    MPI_Finalize();
    return 0;
}
