help([[The compiler behind mpicc, for Open MPI and for MPICH.]])
family("toolchain")
setenv("OMPI_CC", "gcc")
setenv("MPICH_CC", "gcc")
