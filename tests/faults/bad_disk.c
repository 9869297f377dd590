// A disk that misbehaves under one folder, as an LD_PRELOAD library: full, read-only, failing, slow, writing short, or losing what was not synced.
//
// Every write below $DAVY_FAULT_FOLDER is made for real and its undoing kept in memory until the file is synced. A power cut takes back what was not synced, keeps a random
// part of it (a disk writes its cache in any order, and a sector of 512 bytes whole or not at all), and ends the process in the same moment. What it must do stands in a
// struct that both sides map ($DAVY_FAULT_CONTROL; tests/faults/bad_disk.py has the other half), so that it can change while the program runs.
//
// Seen: open, write, pwrite, ftruncate, fsync, fdatasync, close. Not seen: mappings (only SQLite's -shm, which nobody trusts after a start), and the order of names in a folder.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { kSector = 512, kDescriptorsMax = 4096 };

struct control {
  _Atomic int32_t write_error;  // errno of every write, 0: none
  _Atomic int32_t sync_error;   // errno of every sync, 0: none
  _Atomic int32_t sync_ms;      // how long a sync takes
  _Atomic int32_t write_short;  // 1: a write of more than a sector takes only a part of it
  _Atomic int64_t cut_after;    // writes and syncs until the power fails; below 0: never
  _Atomic int64_t operations;   // writes and syncs so far
  _Atomic int64_t syncs;
  _Atomic int64_t taken_back;  // of the cut: writes that were lost, wholly or in part
  uint32_t seed;
};

struct undo {
  struct undo* before;
  off_t at;
  size_t length;      // of both
  off_t file_length;  // before it
  char* was;
  char* is;  // NULL: a truncation to `at`
};

struct file {
  struct file* next;
  dev_t device;
  ino_t inode;
  int descriptor;  // our own, to take back through
  struct undo* last;
};

static struct control* control;
static const char* folder;
static struct file* files;
static struct file* of_descriptor[kDescriptorsMax];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int (*real_open)(const char*, int, ...);
static ssize_t (*real_write)(int, const void*, size_t);
static ssize_t (*real_pwrite)(int, const void*, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_close)(int);

__attribute__((constructor)) static void find_real(void) {
  real_open = dlsym(RTLD_NEXT, "open");
  real_write = dlsym(RTLD_NEXT, "write");
  real_pwrite = dlsym(RTLD_NEXT, "pwrite");
  real_ftruncate = dlsym(RTLD_NEXT, "ftruncate");
  real_fsync = dlsym(RTLD_NEXT, "fsync");
  real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
  real_close = dlsym(RTLD_NEXT, "close");
  folder = getenv("DAVY_FAULT_FOLDER");
  const char* path = getenv("DAVY_FAULT_CONTROL");
  const int shared = path == NULL ? -1 : real_open(path, O_RDWR | O_CLOEXEC);
  if (folder == NULL || shared < 0) return;
  void* mapped = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, shared, 0);
  real_close(shared);
  if (mapped != MAP_FAILED) control = mapped;
}

static struct file* file_of(int descriptor) {
  return control != NULL && descriptor >= 0 && descriptor < kDescriptorsMax ? of_descriptor[descriptor] : NULL;
}

static off_t length_of(int descriptor) {
  struct stat now;
  return fstat(descriptor, &now) == 0 ? now.st_size : 0;
}

static void forget(struct file* file) {
  while (file->last != NULL) {
    struct undo* each = file->last;
    file->last = each->before;
    free(each->was);
    free(each->is);
    free(each);
  }
}

// Before the change is made: what `length` bytes at `at` are now.
static void remember(struct file* file, off_t at, size_t length, const void* is) {
  struct undo* undo = calloc(1, sizeof *undo);
  undo->at = at;
  undo->length = length;
  undo->file_length = length_of(file->descriptor);
  undo->was = calloc(1, length + 1);
  if (pread(file->descriptor, undo->was, length, at) < 0) undo->length = 0;
  if (is != NULL) {
    undo->is = malloc(length + 1);
    memcpy(undo->is, is, length);
  }
  undo->before = file->last;
  file->last = undo;
}

static void take_back(struct file* file) {
  for (struct undo* each = file->last; each != NULL; each = each->before) {
    real_pwrite(file->descriptor, each->was, each->length, each->at);
    real_ftruncate(file->descriptor, each->file_length);
  }
}

// In the order in which they were made, each sector by chance.
static void keep_some(struct file* file, struct undo* undo) {
  if (undo == NULL) return;
  keep_some(file, undo->before);
  size_t kept = 0;
  for (size_t done = 0; undo->is != NULL && done < undo->length; done += kSector) {
    const size_t piece = undo->length - done < kSector ? undo->length - done : kSector;
    if (rand_r(&control->seed) % 2 == 0) continue;
    real_pwrite(file->descriptor, undo->is + done, piece, undo->at + (off_t)done);
    kept += piece;
  }
  if (kept < undo->length) ++control->taken_back;
}

// Counts what is about to be done. When it is the turn of the power to fail, nothing of this process is left. Holding the lock.
static void count(void) {
  ++control->operations;
  if (control->cut_after < 0 || control->cut_after-- > 0) return;
  for (struct file* file = files; file != NULL; file = file->next) {
    take_back(file);
    keep_some(file, file->last);
  }
  _exit(137);
}

static void track(const char* path, int descriptor) {
  struct stat now;
  if (control == NULL || descriptor < 0 || descriptor >= kDescriptorsMax || strncmp(path, folder, strlen(folder)) != 0) return;
  if (fstat(descriptor, &now) != 0 || !S_ISREG(now.st_mode)) return;
  pthread_mutex_lock(&lock);
  struct file* file = files;
  while (file != NULL && (file->device != now.st_dev || file->inode != now.st_ino)) file = file->next;
  if (file == NULL) {
    file = calloc(1, sizeof *file);
    file->device = now.st_dev;
    file->inode = now.st_ino;
    file->descriptor = real_open(path, O_RDWR | O_CLOEXEC);
    file->next = files;
    files = file;
  }
  of_descriptor[descriptor] = file;
  pthread_mutex_unlock(&lock);
}

static int open_it(const char* path, int flags, mode_t mode) {
  const int wants_to_write = (flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0;
  if (control != NULL && control->write_error == EROFS && wants_to_write && strncmp(path, folder, strlen(folder)) == 0) {
    errno = EROFS;
    return -1;
  }
  const int descriptor = real_open(path, flags, mode);
  track(path, descriptor);
  return descriptor;
}

int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open_it(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(more, mode_t) : 0;
  va_end(more);
  return open_it(path, flags, mode);
}

int close(int descriptor) {
  if (file_of(descriptor) != NULL) of_descriptor[descriptor] = NULL;
  return real_close(descriptor);
}

static ssize_t write_at(struct file* file, int descriptor, const void* bytes, size_t length, off_t at) {
  if (control->write_error != 0) {
    errno = control->write_error;
    return -1;
  }
  if (control->write_short != 0 && length > kSector) length = length / 2;
  pthread_mutex_lock(&lock);
  count();
  remember(file, at, length, bytes);
  const ssize_t written = real_pwrite(descriptor, bytes, length, at);
  pthread_mutex_unlock(&lock);
  return written;
}

ssize_t pwrite(int descriptor, const void* bytes, size_t length, off_t at) {
  struct file* file = file_of(descriptor);
  return file == NULL ? real_pwrite(descriptor, bytes, length, at) : write_at(file, descriptor, bytes, length, at);
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t length, off_t at) { return pwrite(descriptor, bytes, length, at); }

ssize_t write(int descriptor, const void* bytes, size_t length) {
  struct file* file = file_of(descriptor);
  if (file == NULL) return real_write(descriptor, bytes, length);
  const off_t at = lseek(descriptor, 0, SEEK_CUR);
  const ssize_t written = write_at(file, descriptor, bytes, length, at);
  if (written > 0) lseek(descriptor, at + written, SEEK_SET);
  return written;
}

int ftruncate(int descriptor, off_t length) {
  struct file* file = file_of(descriptor);
  if (file == NULL) return real_ftruncate(descriptor, length);
  if (control->write_error != 0) {
    errno = control->write_error;
    return -1;
  }
  pthread_mutex_lock(&lock);
  count();
  const off_t before = length_of(descriptor);
  remember(file, length, before > length ? (size_t)(before - length) : 0, NULL);
  const int done = real_ftruncate(descriptor, length);
  pthread_mutex_unlock(&lock);
  return done;
}

int ftruncate64(int descriptor, off_t length) { return ftruncate(descriptor, length); }

static int sync_it(int descriptor, int (*real)(int)) {
  struct file* file = file_of(descriptor);
  if (file == NULL) return real(descriptor);
  const int wait_ms = control->sync_ms;
  if (wait_ms > 0) {
    const struct timespec wait = {wait_ms / 1000, (wait_ms % 1000) * 1000000L};
    nanosleep(&wait, NULL);
  }
  if (control->sync_error != 0) {
    errno = control->sync_error;
    return -1;
  }
  pthread_mutex_lock(&lock);
  count();
  ++control->syncs;
  forget(file);
  pthread_mutex_unlock(&lock);
  return real(descriptor);
}

int fsync(int descriptor) { return sync_it(descriptor, real_fsync); }
int fdatasync(int descriptor) { return sync_it(descriptor, real_fdatasync); }
