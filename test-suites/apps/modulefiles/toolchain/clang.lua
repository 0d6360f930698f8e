help([[The compiler behind mpicc, for Open MPI and for MPICH.]])
family("toolchain")
setenv("OMPI_CC", "clang")
setenv("MPICH_CC", "clang")
