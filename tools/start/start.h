/* The program of the archive for Linux. `tools/start_program.py` compiles it, and writes `settings.h`. */
#ifndef START_H
#define START_H

#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Bytes whose number grows. */
struct bytes {
    char *data;
    size_t length;
    size_t capacity;
};

/* Add bytes. If there is no memory, the process ends. */
void append(struct bytes *to, const void *data, size_t length);

/* Write what a launch and a warm server must have in common. Return 0 if this process must not be replaced by a fork: it is traced,
 * or `/proc` is missing. */
int write_context(struct bytes *to, const char *program, char *const *environment);

/* Let a fork of the warm server be the provider. Return the exit code of the fork, or -1 if this process must be the provider. */
int run_warm(const char *program, char *const *environment);

#endif
