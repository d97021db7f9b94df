/* The program that Terraform starts. If there is a warm server, a fork of it becomes the provider. Otherwise, this process becomes the
 * archive's Python. */
#define _GNU_SOURCE
#include "start.h"

#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "settings.h"

enum { MOST_ARGUMENTS = 16 };

/* `openai-cdktf install` and `mirror` recognize the program by this text. */
static const char what[] __attribute__((used)) = WHAT;

static const char *const certificates[] = {CERTIFICATES};

/* Return three texts as one. If there is no memory, the process ends. */
static char *joined(const char *first, const char *second, const char *third) {
    char *text;
    if (asprintf(&text, "%s%s%s", first, second, third) < 0)
        abort();
    return text;
}

static int is_set(const char *name) {
    const char *value = getenv(name);
    return value != NULL && *value != 0;
}

/* Let the provider use the archive's certificates, if the system has none, and no others are configured. */
static void set_certificates(const char *python) {
    if (is_set("SSL_CERT_FILE") || is_set("SSL_CERT_DIR"))
        return;
    for (size_t index = 0; index < COUNT(certificates); index++)
        if (access(certificates[index], R_OK) == 0)
            return;
    setenv("SSL_CERT_FILE", joined(python, "/cacert.pem", ""), 1);
}

/* Become the archive's Python, started by the archive's loader of libraries. Return if that is not possible. */
static void run_python(const char *program, const char *python, int count, char **arguments) {
    char *loader = joined(python, "/lib/", LOADER), *interpreter = joined(python, "/bin/", PYTHON);
    char *option = joined(OPTION, "=", program);
    /* The loader splits a path at each colon, and only then replaces $ORIGIN with the folder of the interpreter. The path of a
       provider contains a colon if its registry has a port. */
    char *const start[] = {loader, "--library-path", "$ORIGIN/../lib", interpreter, "-I", "-S", "-X", "utf8", "-X", option, "-c", CODE};
    char *command[COUNT(start) + MOST_ARGUMENTS + 1] = {NULL};
    memcpy(command, start, sizeof start);
    memcpy(command + COUNT(start), arguments, (size_t)count * sizeof *arguments);
    execv(loader, command);
    perror(loader);
}

int main(int count, char **arguments) {
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    program[length < 0 ? 0 : length] = 0;
    if (length < 0 && (count < 1 || realpath(arguments[0], program) == NULL)) {
        fputs("The provider does not find its folder, because there is no /proc. Start it with its complete path.\n", stderr);
        return 1;
    }
    if (count > MOST_ARGUMENTS) {
        fputs("The provider has no option with so many arguments.\n", stderr);
        return 1;
    }
    char *folder = strdup(program);
    if (folder == NULL)
        abort();
    const char *python = joined(dirname(folder), "/python", "");
    set_certificates(python);
    if (count == 1 && is_set("TF_PLUGIN_MAGIC_COOKIE")) {
        int code = run_warm(program, environ);
        if (code >= 0)
            _exit(code);
    }
    run_python(program, python, count > 0 ? count - 1 : 0, arguments + 1);
    return 1;
}
