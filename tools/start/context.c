/* What a launch and a warm server must have in common. `provider_shim.warm.context` writes the same bytes, and says why. */
#define _GNU_SOURCE
#include "start.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "settings.h"

enum { LARGEST_FILE = 16384 };

static const char *const names[] = {NAMES};
static const char *const prefixes[] = {PREFIXES};
static const char *const namespaces[] = {NAMESPACES};
static const char *const files[] = {FILES};
static const char *const status_lines[] = {STATUS_LINES};

void append(struct bytes *to, const void *data, size_t length) {
    if (to->length + length > to->capacity) {
        to->capacity = 2 * (to->length + length);
        to->data = realloc(to->data, to->capacity);
        if (to->data == NULL)
            abort();
    }
    memcpy(to->data + to->length, data, length);
    to->length += length;
}

/* Add a text, and the zero that ends it. */
static void append_field(struct bytes *to, const char *text) { append(to, text, strlen(text) + 1); }

static int starts_with_one(const char *text, const char *const *starts, size_t count) {
    for (size_t index = 0; index < count; index++)
        if (strncmp(text, starts[index], strlen(starts[index])) == 0)
            return 1;
    return 0;
}

/* Return whether the first characters of a text are equal to another text. */
static int is_equal(const char *text, size_t length, const char *other) {
    return strlen(other) == length && memcmp(text, other, length) == 0;
}

static int is_kept(const char *variable) {
    size_t length = strcspn(variable, "=");
    if (is_equal(variable, length, CHANGED))
        return 0;
    for (size_t index = 0; index < COUNT(names); index++)
        if (is_equal(variable, length, names[index]))
            return 1;
    return starts_with_one(variable, prefixes, COUNT(prefixes));
}

static int compare(const void *left, const void *right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static void append_variables(struct bytes *to, char *const *environment) {
    size_t count = 0;
    while (environment[count] != NULL)
        count++;
    const char **kept = calloc(count + 1, sizeof *kept);
    if (kept == NULL)
        abort();
    size_t number = 0;
    for (size_t index = 0; index < count; index++)
        if (is_kept(environment[index]))
            kept[number++] = environment[index];
    qsort(kept, number, sizeof *kept, compare);
    for (size_t index = 0; index < number; index++)
        append_field(to, kept[index]);
    free(kept);
}

/* Read a file of `/proc/self`, and end it with a zero. Return its length, or -1. */
static ssize_t read_own(const char *name, char content[static LARGEST_FILE + 1]) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/%s", name);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t length = file < 0 ? -1 : read(file, content, LARGEST_FILE);
    if (file >= 0)
        close(file);
    content[length < 0 ? 0 : length] = 0;
    return length;
}

static int append_namespace(struct bytes *to, const char *kind) {
    char path[64], found[PATH_MAX];
    snprintf(path, sizeof path, "/proc/self/ns/%s", kind);
    ssize_t length = readlink(path, found, sizeof found - 1);
    if (length < 0 && errno != ENOENT)
        return 0;
    found[length < 0 ? 0 : length] = 0; /* an older kernel has fewer of them */
    append_field(to, found);
    return 1;
}

int write_context(struct bytes *to, const char *program, char *const *environment) {
    char content[LARGEST_FILE + 1], numbers[128];
    struct stat root;
    if (read_own("status", content) < 0 || strstr(content, "\nTracerPid:\t0\n") == NULL || stat("/", &root) < 0)
        return 0;
    append_field(to, VERSION);
    append_field(to, program);
    append_variables(to, environment);
    /* The C library musl has no `sched_getscheduler`. */
    snprintf(numbers, sizeof numbers, "%ju %ju %d %ld", (uintmax_t)root.st_dev, (uintmax_t)root.st_ino,
             getpriority(PRIO_PROCESS, 0), syscall(SYS_sched_getscheduler, 0));
    append_field(to, numbers);
    for (char *line = strtok(content, "\n"); line != NULL; line = strtok(NULL, "\n"))
        if (starts_with_one(line, status_lines, COUNT(status_lines)))
            append_field(to, line);
    for (size_t index = 0; index < COUNT(namespaces); index++)
        if (!append_namespace(to, namespaces[index]))
            return 0;
    for (size_t index = 0; index < COUNT(files); index++) {
        ssize_t length = read_own(files[index], content);
        append(to, content, length < 0 ? 0 : (size_t)length);
        append(to, "", 1);
    }
    return 1;
}
