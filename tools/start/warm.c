/* The launched process gives its launch to a warm server, and waits for the end of the provider, like `provider_shim.warm.client`. */
#define _GNU_SOURCE
#include "start.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "settings.h"

enum { STREAMS = 4 }; /* stdin, stdout, stderr and the working folder */

static int server = -1;

static void terminate(int number) {
    (void)number;
    int saved = errno;
    (void)!send(server, TERMINATE, 1, MSG_NOSIGNAL);
    errno = saved;
}

/* Return whether the environment allows a warm server. */
static int is_wanted(void) {
    const char *seconds = getenv(VARIABLE), *ci = getenv("CI");
    if (seconds == NULL)
        return ci == NULL || !*ci || strcmp(ci, "0") == 0 || strcmp(ci, "false") == 0;
    return strspn(seconds, "0123456789.") == strlen(seconds) && strtod(seconds, NULL) > 0;
}

/* Return whether stdin, stdout and stderr are open. Otherwise, the socket to the server would get the number of one of them. */
static int has_streams(void) {
    return fcntl(STDIN_FILENO, F_GETFD) >= 0 && fcntl(STDOUT_FILENO, F_GETFD) >= 0 && fcntl(STDERR_FILENO, F_GETFD) >= 0;
}

/* Write the path of the folder with the sockets. Return whether it belongs to the user, and nobody else can open it. */
static int find_folder(char *path, size_t size) {
    const char *parent = getenv("XDG_RUNTIME_DIR");
    if (parent == NULL || !*parent)
        parent = getenv("TMPDIR");
    if (parent == NULL || !*parent)
        parent = "/tmp";
    const char *slash = parent[strlen(parent) - 1] == '/' ? "" : "/";
    int length = snprintf(path, size, "%s%s%s%ju", parent, slash, FOLDER, (uintmax_t)geteuid());
    struct stat found;
    return length > 0 && (size_t)length < size && lstat(path, &found) == 0 && S_ISDIR(found.st_mode) &&
           found.st_uid == geteuid() && (found.st_mode & 07777) == MODE;
}

/* Write the name of a context: a 64-bit FNV-1a hash. */
static void write_name(char name[static 17], const struct bytes *context) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t index = 0; index < context->length; index++)
        hash = (hash ^ (unsigned char)context->data[index]) * UINT64_C(0x100000001b3);
    snprintf(name, 17, "%jx", (uintmax_t)hash);
}

/* Return a socket that is connected to a server of the same user, or -1. */
static int connect_to(const char *folder, const struct bytes *context) {
    char name[17];
    write_name(name, context);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int length = snprintf(address.sun_path, sizeof address.sun_path, "%s/%s", folder, name);
    if (length < 0 || (size_t)length >= sizeof address.sun_path)
        return -1;
    int connected = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct timeval patience = {.tv_sec = PATIENCE};
    struct ucred peer;
    socklen_t size = sizeof peer;
    if (connected >= 0 && setsockopt(connected, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) == 0 &&
        setsockopt(connected, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) == 0 &&
        connect(connected, (struct sockaddr *)&address, sizeof address) == 0 &&
        getsockopt(connected, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == geteuid())
        return connected;
    if (connected >= 0)
        close(connected);
    return -1;
}

static int send_all(const char *data, size_t length) {
    while (length > 0) {
        ssize_t sent = send(server, data, length, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return 0;
        data += sent;
        length -= (size_t)sent;
    }
    return 1;
}

/* Send the length of a message. With streams, send them with it, and the working folder. */
static int send_length(size_t length, int with_streams) {
    uint32_t prefix = htonl((uint32_t)length);
    struct iovec part = {.iov_base = &prefix, .iov_len = sizeof prefix};
    union {
        char room[CMSG_SPACE(STREAMS * sizeof(int))];
        struct cmsghdr alignment;
    } control = {0};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    int here = -1;
    if (with_streams) {
        here = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
        if (here < 0)
            return 0;
        int streams[STREAMS] = {0, 1, 2, here};
        message.msg_control = control.room;
        message.msg_controllen = sizeof control.room;
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof streams);
        memcpy(CMSG_DATA(header), streams, sizeof streams);
    }
    ssize_t sent;
    do
        sent = sendmsg(server, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    if (here >= 0)
        close(here);
    return sent == sizeof prefix;
}

static int send_environment(char *const *environment) {
    struct bytes block = {0};
    for (; *environment != NULL; environment++)
        append(&block, *environment, strlen(*environment) + 1);
    int sent = send_length(block.length, 1) && send_all(block.data, block.length);
    free(block.data);
    return sent;
}

/* Receive one byte. Return -1 if there is none. */
static int receive(void) {
    unsigned char byte;
    ssize_t length;
    do
        length = recv(server, &byte, 1, 0);
    while (length < 0 && errno == EINTR);
    return length == 1 ? byte : -1;
}

int run_warm(const char *program, char *const *environment) {
    char folder[PATH_MAX];
    struct bytes context = {0};
    if (!is_wanted() || !has_streams() || !find_folder(folder, sizeof folder) || !write_context(&context, program, environment))
        return -1;
    server = connect_to(folder, &context);
    int sent = server >= 0 && send_length(context.length, 0) && send_all(context.data, context.length) && receive() == READY &&
               send_environment(environment);
    free(context.data);
    if (!sent)
        return -1;
    /* Terraform gets Ctrl-C, too, and ends the provider in order. A signal before this ends the launch, and so the fork. */
    struct sigaction ignore = {.sa_handler = SIG_IGN}, end = {.sa_handler = terminate};
    sigaction(SIGINT, &ignore, NULL);
    sigaction(SIGTERM, &end, NULL);
    struct timeval forever = {0};
    setsockopt(server, SOL_SOCKET, SO_RCVTIMEO, &forever, sizeof forever);
    dup2(STDERR_FILENO, STDOUT_FILENO); /* the provider writes the handshake, and closes its stdout like this, too */
    int code = receive();
    return code < 0 ? 1 : code; /* without a code, it was killed */
}
