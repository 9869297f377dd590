# How everything is compiled. The presets (CMakePresets.json) only choose among these.
option(DAVY_FUZZ "Build the fuzz targets (clang with libFuzzer)" OFF)
option(DAVY_UNITY "Compile ten files of a room at a time: the whole takes a third of the time" ON)
option(DAVY_WERROR "Treat warnings as errors" ON)
set(DAVY_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize= (address,undefined or thread)")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(CMAKE_LINK_DEPENDS_NO_SHARED ON)

# ensure() does not depend on NDEBUG: it stays on in release. Without debug information: with lines alone (-g1) a program is ten times as large, and
# linking and packing it take longer for it.
set(DAVY_DEBUG_INFO "-g" CACHE STRING "Debug information of builds that are not optimised; -g0 builds a third sooner")
set(CMAKE_CXX_FLAGS_DEBUG "-O0 ${DAVY_DEBUG_INFO}")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG -fno-plt -fstack-protector-strong")

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion)
# {.name = "day"} leaves the other members at their defaults on purpose; GCC 12 warns where clang does not.
add_compile_options(-Wno-missing-field-initializers)
# It takes the files of one unit for headers, whose types in unnamed namespaces would differ from place to place.
if(DAVY_UNITY AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-Wno-subobject-linkage)
endif()
if(DAVY_WERROR)
  add_compile_options(-Werror)
endif()
# Programs carry no path of the machine that built them.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)

if(DAVY_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(DAVY_SANITIZE)
  add_compile_options(-fsanitize=${DAVY_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_compile_options(-g1) # a report needs lines, not variables: a quarter less to compile and link
  add_link_options(-fsanitize=${DAVY_SANITIZE})
  if(DAVY_SANITIZE STREQUAL "thread")
    add_compile_options(-Wno-tsan) # Asio has a fence that ThreadSanitizer does not see; its locks it does
  endif()
endif()

# ccache finds a file with a precompiled header again when the compiler names it in what it preprocesses, and keeps no time in it.
set(CMAKE_PCH_INSTANTIATE_TEMPLATES ON)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-fpch-preprocess)
else()
  add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
endif()

find_program(DAVY_CCACHE ccache)
if(DAVY_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${DAVY_CCACHE})
endif()
