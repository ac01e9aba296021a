/* Stands between a program and the system: the n-th call fails, or is the program's last.
 *
 * Loaded with LD_PRELOAD; `faults_arm` sets what is to happen, `faults_count` tells how many calls
 * there were since. A fault in `write` comes after half of the bytes.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static long count, wanted;
static int reason; /* an errno, or 0: the end by SIGKILL */

void faults_arm(long number, int error) {
    count = 0;
    wanted = number;
    reason = error;
}

long faults_count(void) { return count; }

static int is_now(void) { return ++count == wanted; }

static void strike(void) {
    if (!reason) kill(getpid(), SIGKILL);
    errno = reason;
}

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define CALL(type, name, failed, parameters, arguments) \
    type name parameters { \
        REAL(name); \
        if (is_now()) { strike(); return failed; } \
        return real arguments; \
    }

#define OPEN(name, parameters, ...) \
    int name parameters { \
        REAL(name); \
        va_list list; \
        va_start(list, flags); \
        mode_t mode = va_arg(list, mode_t); \
        va_end(list); \
        if (is_now()) { strike(); return -1; } \
        return real(__VA_ARGS__, mode); \
    }

#define FCNTL(name) \
    int name(int file, int command, ...) { \
        REAL(name); \
        va_list list; \
        va_start(list, command); \
        void *argument = va_arg(list, void *); \
        va_end(list); \
        if (is_now()) { strike(); return -1; } \
        return real(file, command, argument); \
    }

OPEN(open, (const char *path, int flags, ...), path, flags)
OPEN(open64, (const char *path, int flags, ...), path, flags)
OPEN(openat, (int folder, const char *path, int flags, ...), folder, path, flags)
OPEN(openat64, (int folder, const char *path, int flags, ...), folder, path, flags)
FCNTL(fcntl)
FCNTL(fcntl64)
CALL(ssize_t, read, -1, (int file, void *data, size_t size), (file, data, size))
CALL(int, fsync, -1, (int file), (file))
CALL(int, flock, -1, (int file, int operation), (file, operation))
CALL(int, fchmod, -1, (int file, mode_t mode), (file, mode))
CALL(int, fchown, -1, (int file, uid_t owner, gid_t group), (file, owner, group))
CALL(int, fstat, -1, (int file, struct stat *status), (file, status))
CALL(int, fstat64, -1, (int file, struct stat64 *status), (file, status))
CALL(int, stat, -1, (const char *path, struct stat *status), (path, status))
CALL(int, stat64, -1, (const char *path, struct stat64 *status), (path, status))
CALL(int, lstat, -1, (const char *path, struct stat *status), (path, status))
CALL(int, lstat64, -1, (const char *path, struct stat64 *status), (path, status))
CALL(off_t, lseek, -1, (int file, off_t offset, int whence), (file, offset, whence))
CALL(off64_t, lseek64, -1, (int file, off64_t offset, int whence), (file, offset, whence))
CALL(int, mkdir, -1, (const char *path, mode_t mode), (path, mode))
CALL(int, rmdir, -1, (const char *path), (path))
CALL(int, unlink, -1, (const char *path), (path))
CALL(int, rename, -1, (const char *path, const char *other), (path, other))
CALL(int, renameat2, -1, (int a, const char *path, int b, const char *other, unsigned flags),
     (a, path, b, other, flags))
CALL(DIR *, opendir, NULL, (const char *path), (path))

ssize_t write(int file, const void *data, size_t size) {
    REAL(write);
    if (!is_now()) return real(file, data, size);
    if (size > 1) {
        ssize_t done = real(file, data, size / 2);
        if (reason && done > 0) { /* a short write; the next one fails */
            wanted = count + 1;
            return done;
        }
    }
    strike();
    return -1;
}

int close(int file) {
    REAL(close);
    int is_due = is_now();
    int done = real(file);
    if (is_due) { strike(); return -1; }
    return done;
}
