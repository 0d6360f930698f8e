/* Stands before fcntl(2): locks are refused as on a file system that was mounted without them. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>

static int refuse(int command) {
    return command == F_SETLK || command == F_SETLKW || command == F_GETLK || command == F_OFD_SETLK
        || command == F_OFD_SETLKW || command == F_OFD_GETLK;
}

#define FCNTL(name)                                               \
    int name(int fd, int command, ...) {                          \
        static int (*real)(int, int, ...);                        \
        va_list rest;                                             \
        va_start(rest, command);                                  \
        void *argument = va_arg(rest, void *);                    \
        va_end(rest);                                             \
        if (refuse(command)) {                                    \
            errno = ENOLCK;                                       \
            return -1;                                            \
        }                                                         \
        if (!real) real = (int (*)(int, int, ...))dlsym(RTLD_NEXT, #name); \
        return real(fd, command, argument);                       \
    }

FCNTL(fcntl)
FCNTL(fcntl64)
