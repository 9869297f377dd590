// A disk without room for anybody but root, as an LD_PRELOAD library: so it says while the file $DAVY_FAULT_NO_ROOM is there. What is written is written all the same.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/statvfs.h>
#include <unistd.h>

int statvfs(const char* path, struct statvfs* disk) {
  int (*real)(const char*, struct statvfs*) = (int (*)(const char*, struct statvfs*))dlsym(RTLD_NEXT, "statvfs");
  const char* no_room = getenv("DAVY_FAULT_NO_ROOM");
  const int answer = real(path, disk);
  if (answer == 0 && no_room != NULL && access(no_room, F_OK) == 0) disk->f_bavail = 0;
  return answer;
}
