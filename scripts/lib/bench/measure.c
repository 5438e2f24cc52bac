// measure DESCRIPTOR COMMAND [ARGUMENT...]
//
// Runs a command and writes to the descriptor: wall, user and system seconds, peak memory in KiB, and its exit status
// (128 + the signal's number where one ended it). It is small, because a process begins with the peak memory of the one
// that it was forked from.
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static double seconds(struct timeval time) { return (double)time.tv_sec + 1e-6 * (double)time.tv_usec; }

int main(int argument_count, char **arguments) {
  if (argument_count < 3) errx(64, "usage: measure DESCRIPTOR COMMAND [ARGUMENT...]");
  int descriptor = atoi(arguments[1]);
  if (fcntl(descriptor, F_SETFD, FD_CLOEXEC)) err(64, "descriptor %s", arguments[1]);
  double begin = now();
  pid_t child = fork();
  if (child < 0) err(71, "cannot fork");
  if (!child) {
    execvp(arguments[2], arguments + 2);
    warn("cannot run %s", arguments[2]);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) < 0) err(71, "cannot wait");
  double wall = now() - begin;
  int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  dprintf(
      descriptor, "%.6f %.6f %.6f %ld %d\n", wall, seconds(usage.ru_utime), seconds(usage.ru_stime), usage.ru_maxrss,
      code);
  return 0;
}
