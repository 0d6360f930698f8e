/*
 * Do all ranks start, know each other and talk?
 *
 * Rank 0 collects the host names and prints who runs where, how many ranks and hosts there are, and whether a sum over
 * all ranks and a message passed round the ring came out right. Exit status 1 if one of them did not.
 */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME MPI_MAX_PROCESSOR_NAME

static int count_hosts(const char *names, int size)
{
    int hosts = 0;
    for (int i = 0; i < size; i++) {
        int seen = 0;
        for (int j = 0; j < i && !seen; j++)
            seen = strcmp(names + (size_t)i * NAME, names + (size_t)j * NAME) == 0;
        hosts += !seen;
    }
    return hosts;
}

/* Each rank adds one and hands the token on; it comes back to rank 0 with the number of ranks. */
static int ring(int rank, int size)
{
    int token = 0;
    int next = (rank + 1) % size;
    int last = (rank + size - 1) % size;
    if (rank != 0)
        MPI_Recv(&token, 1, MPI_INT, last, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    token++;
    if (size > 1)
        MPI_Send(&token, 1, MPI_INT, next, 0, MPI_COMM_WORLD);
    if (rank == 0 && size > 1)
        MPI_Recv(&token, 1, MPI_INT, last, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    return token;
}

int main(int argc, char **argv)
{
    int rank, size, length, good = 1;
    char name[NAME] = {0};
    char *names = NULL;

    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &size);
    MPI_Get_processor_name(name, &length);
    if (rank == 0)
        names = calloc((size_t)size, NAME);
    MPI_Gather(name, NAME, MPI_CHAR, names, NAME, MPI_CHAR, 0, MPI_COMM_WORLD);

    long mine = rank, sum = 0;
    MPI_Allreduce(&mine, &sum, 1, MPI_LONG, MPI_SUM, MPI_COMM_WORLD);
    int token = ring(rank, size);

    if (rank == 0) {
        int sum_good = sum == (long)size * (size - 1) / 2;
        int ring_good = token == size;
        for (int i = 0; i < size; i++)
            printf("rank %d of %d on %s\n", i, size, names + (size_t)i * NAME);
        printf("hello_ranks %d\n", size);
        printf("hello_hosts %d\n", count_hosts(names, size));
        printf("hello_sum %s\n", sum_good ? "ok" : "FAILED");
        printf("hello_ring %s\n", ring_good ? "ok" : "FAILED");
        good = sum_good && ring_good;
        free(names);
    }
    MPI_Finalize();
    return good ? 0 : 1;
}
