# How a folder becomes a library, a test binary, a program, a bench or a fuzz target. Files say by their name what they are:
#
#   x.cpp                       part of the room's library
#   x_test.cpp, x_prop_test.cpp part of the room's test binary NAME_test
#   x_bench.cpp                 part of davy-bench
#   x_fuzz.cpp                  a fuzz program of its own in the fuzz preset; in the others a part of corpus_test, which runs the kept inputs
#   testing/x.cpp               part of the library NAME_testing, which the tests of this room and of those above it link
#   x.hpp                       a header that must compile alone (tools/check_headers)
#
# With DAVY_UNITY about ten files of a room are compiled as one unit, and so are the tests of a folder: their unnamed namespaces are one, and what all
# of them instantiate is compiled once.

# davy_sources(OUT FOLDER): OUT_library, OUT_testing, OUT_tests, OUT_benches, OUT_fuzzers, OUT_headers, by file name.
function(davy_sources out folder)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${folder}/*.cpp)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${folder}/*.hpp)
  set(tests ${sources})
  set(benches ${sources})
  set(fuzzers ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER benches INCLUDE REGEX "_bench\\.cpp$")
  list(FILTER fuzzers INCLUDE REGEX "_fuzz\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_(test|bench|fuzz)\\.cpp$")
  set(testing ${sources})
  list(FILTER testing INCLUDE REGEX "/testing/")
  list(FILTER sources EXCLUDE REGEX "/testing/")
  set(${out}_testing ${testing} PARENT_SCOPE)
  set(${out}_library ${sources} PARENT_SCOPE)
  set(${out}_tests ${tests} PARENT_SCOPE)
  set(${out}_benches ${benches} PARENT_SCOPE)
  set(${out}_fuzzers ${fuzzers} PARENT_SCOPE)
  set(${out}_headers ${headers} PARENT_SCOPE)
endfunction()

# davy_unity(TARGET NAME SOURCES): SOURCES in units of about ten, called after NAME. A file's unit follows from its name, so that a new file moves no
# other.
function(davy_unity target name sources)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${DAVY_UNITY} UNITY_BUILD_MODE GROUP)
  list(LENGTH sources count)
  set(units 1)
  while(count GREATER 12)
    math(EXPR units "${units} * 2")
    math(EXPR count "${count} / 2")
  endwhile()
  foreach(file IN LISTS sources)
    cmake_path(GET file STEM stem)
    string(MD5 digest ${stem})
    string(SUBSTRING ${digest} 0 4 digits)
    math(EXPR unit "0x${digits} % ${units}")
    set_source_files_properties(${file} PROPERTIES UNITY_GROUP ${name}_${unit})
  endforeach()
endfunction()

# davy_unity_of_tests(TARGET TESTS): the tests of one folder are one unit, so that only names within a folder must differ.
function(davy_unity_of_tests target tests)
  foreach(file IN LISTS tests)
    cmake_path(GET file PARENT_PATH folder)
    list(APPEND folders ${folder})
    list(APPEND tests_of_${folder} ${file})
  endforeach()
  list(REMOVE_DUPLICATES folders)
  foreach(folder IN LISTS folders)
    cmake_path(GET folder FILENAME name)
    davy_unity(${target} ${name} "${tests_of_${folder}}")
  endforeach()
endfunction()

# davy_library(TARGET ROOT SOURCES HEADERS LINKS): a static library, or an interface library while there is no source file.
function(davy_library target root sources headers links)
  if(sources)
    add_library(${target} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(${target} ${scope} ${CMAKE_SOURCE_DIR}/src ${root})
  target_link_libraries(${target} ${scope} ${links})
  if(headers)
    target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS ${root} FILES ${headers})
  endif()
endfunction()

# davy_test(NAME LIBRARY TESTS): the test binary NAME_test, one CTest entry. It links LIBRARY and the test libraries, nothing else.
function(davy_test name library tests)
  if(NOT tests)
    return()
  endif()
  add_executable(${name}_test ${tests})
  davy_unity_of_tests(${name}_test "${tests}")
  get_property(testing GLOBAL PROPERTY DAVY_TESTING)
  target_link_libraries(${name}_test PRIVATE ${testing} ${library} GTest::gmock GTest::gtest_main rapidcheck)
  add_test(
    NAME ${name}
    COMMAND ${name}_test --gtest_output=xml:${CMAKE_BINARY_DIR}/reports/
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}) # packs, sites and schemas are read from here
  set_tests_properties(${name} PROPERTIES TIMEOUT 600)
endfunction()

# davy_fuzzers(LIBRARY FUZZERS): one program a file, named after it; without libFuzzer they are kept for davy_corpus_test().
function(davy_fuzzers library fuzzers)
  set_property(GLOBAL APPEND PROPERTY DAVY_FUZZERS ${fuzzers})
  if(NOT DAVY_FUZZ)
    return()
  endif()
  foreach(file IN LISTS fuzzers)
    cmake_path(GET file STEM name)
    add_executable(${name} ${file})
    target_link_libraries(${name} PRIVATE ${library})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  endforeach()
endfunction()

# davy_corpus_test(NAME FOLDER folder DEPENDS rooms…): test binary NAME_test of FOLDER/*.cpp and every fuzz target, each of which gets a name of its own:
# davy::fuzz::targets().
function(davy_corpus_test name)
  cmake_parse_arguments(corpus "" "FOLDER" "DEPENDS" ${ARGN})
  if(DAVY_FUZZ)
    return()
  endif()
  get_property(fuzzers GLOBAL PROPERTY DAVY_FUZZERS)
  foreach(file IN LISTS fuzzers)
    cmake_path(GET file STEM stem)
    set_source_files_properties(${file} PROPERTIES COMPILE_DEFINITIONS LLVMFuzzerTestOneInput=davy_${stem})
    string(APPEND declared "extern \"C\" int davy_${stem}(const std::uint8_t* data, std::size_t size);\n")
    string(APPEND listed "      {\"${stem}\", davy_${stem}},\n")
  endforeach()
  set(generated ${CMAKE_BINARY_DIR}/generated/fuzz_targets.cpp)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT [[
#include "tests/fuzz/targets.hpp"

@declared@
std::span<const davy::fuzz::Target> davy::fuzz::targets() {
  static constexpr Target kTargets[] = {
@listed@  };
  return kTargets;
}
]])
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${corpus_FOLDER}/*.cpp)
  list(TRANSFORM corpus_DEPENDS PREPEND davy_)
  davy_test(${name} "${corpus_DEPENDS}" "${sources};${fuzzers};${generated}")
  target_include_directories(${name}_test PRIVATE ${CMAKE_SOURCE_DIR})
endfunction()

# davy_precompiled(TARGET HEADERS): what most units of TARGET read is read once. A file must include what it uses all the same: the debug preset, in
# which every file is compiled for itself, precompiles nothing.
function(davy_precompiled target headers)
  if(headers AND DAVY_UNITY)
    target_precompile_headers(${target} PRIVATE ${headers})
  endif()
endfunction()

# davy_room(NAME DEPENDS rooms… [LINKS libraries…] [FOLDER folder] [INCLUDE_ROOT folder] [PRECOMPILED headers…]): library davy_NAME of src/NAME.
# With PRECOMPILED these headers are read once for all units of the room, and with its testing/ headers once for those of its tests.
function(davy_room name)
  cmake_parse_arguments(room "" "FOLDER;INCLUDE_ROOT" "DEPENDS;LINKS;PRECOMPILED" ${ARGN})
  if(NOT room_FOLDER)
    set(room_FOLDER ${CMAKE_SOURCE_DIR}/src/${name})
    set(room_INCLUDE_ROOT ${CMAKE_SOURCE_DIR}/src)
  endif()
  davy_sources(files ${room_FOLDER})
  list(TRANSFORM room_DEPENDS PREPEND davy_)
  davy_library(davy_${name} ${room_INCLUDE_ROOT} "${files_library}" "${files_headers}" "${room_DEPENDS};${room_LINKS}")
  if(files_library)
    davy_unity(davy_${name} unit "${files_library}")
  endif()
  if(files_testing)
    davy_library(davy_${name}_testing ${room_INCLUDE_ROOT} "${files_testing}" "" "davy_${name};GTest::gtest;rapidcheck")
    davy_unity(davy_${name}_testing unit "${files_testing}")
    set_property(GLOBAL APPEND PROPERTY DAVY_TESTING davy_${name}_testing)
  endif()
  davy_test(${name} davy_${name} "${files_tests}")
  if(room_PRECOMPILED)
    list(TRANSFORM room_PRECOMPILED PREPEND ${room_INCLUDE_ROOT}/ REGEX "^[^<]")
    davy_precompiled(davy_${name} "${room_PRECOMPILED}")
    set(testing_headers ${files_headers})
    list(FILTER testing_headers INCLUDE REGEX "/testing/")
    davy_precompiled(${name}_test "<gmock/gmock.h>;<gtest/gtest.h>;<rapidcheck/gtest.h>;${room_PRECOMPILED};${testing_headers}")
  endif()
  davy_fuzzers(davy_${name} "${files_fuzzers}")
  set_property(GLOBAL APPEND PROPERTY DAVY_BENCHES ${files_benches})
  set_property(GLOBAL PROPERTY DAVY_DEPENDS_OF_${name} ${room_DEPENDS})
endfunction()

# davy_schema(TARGET FOLDER): compiles FOLDER's SQL files into TARGET, in the order of their names: davy::store::sql::schema_steps().
function(davy_schema target folder)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.sql)
  list(SORT files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
  foreach(file IN LISTS files)
    file(READ ${file} text)
    string(APPEND steps "    R\"sql(${text})sql\",\n")
  endforeach()
  set(generated ${CMAKE_BINARY_DIR}/generated/schema_steps.cpp)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT [[
#include "store/sql/schema.hpp"

std::span<const char* const> davy::store::sql::schema_steps() {
  static constexpr const char* kSteps[] = {
@steps@  };
  return kSteps;
}
]])
  target_sources(${target} PRIVATE ${generated})
endfunction()

# davy_kinds(TARGET FOLDER): compiles FOLDER's kinds of records into TARGET: davy::record::shipped_kinds().
function(davy_kinds target folder)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.json)
  list(SORT files)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${files})
  foreach(file IN LISTS files)
    file(READ ${file} text)
    get_filename_component(name ${file} NAME_WE)
    string(APPEND kinds "    {\"${name}\", R\"json(${text})json\", \"\"},\n")
  endforeach()
  set(generated ${CMAKE_BINARY_DIR}/generated/shipped_kinds.cpp)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT [[
#include "record/kind.hpp"

std::vector<davy::record::KindBook::Source> davy::record::shipped_kinds() {
  return {
@kinds@  };
}
]])
  target_sources(${target} PRIVATE ${generated})
endfunction()

# davy_links_only(NAME rooms…): stops the configuration when room NAME reaches, directly or through others, any room not listed.
function(davy_links_only name)
  list(TRANSFORM ARGN PREPEND davy_ OUTPUT_VARIABLE allowed)
  set(waiting davy_${name})
  while(waiting)
    list(POP_FRONT waiting room)
    string(REGEX REPLACE "^davy_" "" room ${room})
    get_property(depends GLOBAL PROPERTY DAVY_DEPENDS_OF_${room})
    foreach(depend IN LISTS depends)
      if(NOT depend IN_LIST allowed)
        message(FATAL_ERROR "davy_${name} reaches ${depend} through davy_${room}; it may link only: ${allowed}")
      endif()
      list(APPEND waiting ${depend})
    endforeach()
  endwhile()
endfunction()

# davy_program(NAME DEPENDS rooms… [LINKS libraries…]): program bin/NAME of src/apps/NAME (a '-' of the name may be '_' there).
# All but main.cpp is a library, so that the program's own tests can link it.
function(davy_program name)
  cmake_parse_arguments(program "" "" "DEPENDS;LINKS" ${ARGN})
  set(folder ${CMAKE_SOURCE_DIR}/src/apps/${name})
  if(NOT EXISTS ${folder})
    string(REPLACE "-" "_" folder ${folder})
  endif()
  davy_sources(files ${folder})
  list(FIND files_library ${folder}/main.cpp at)
  if(at EQUAL -1)
    return()
  endif()
  list(REMOVE_AT files_library ${at})
  string(REPLACE "-" "_" library ${name}_app)
  list(TRANSFORM program_DEPENDS PREPEND davy_)
  davy_library(${library} ${CMAKE_SOURCE_DIR}/src "${files_library}" "${files_headers}" "${program_DEPENDS};${program_LINKS}")
  if(files_library)
    davy_unity(${library} unit "${files_library}")
  endif()
  add_executable(${name} ${folder}/main.cpp)
  target_link_libraries(${name} PRIVATE ${library})
  davy_test(${library} ${library} "${files_tests}")
endfunction()

# davy_bench(NAME FOLDER folder DEPENDS rooms…): program bin/NAME of FOLDER/*.cpp; davy-bench takes the rooms' x_bench.cpp as well.
function(davy_bench name)
  cmake_parse_arguments(bench "" "FOLDER" "DEPENDS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${bench_FOLDER}/*.cpp)
  if(NOT sources)
    return()
  endif()
  if(name STREQUAL "davy-bench")
    get_property(of_rooms GLOBAL PROPERTY DAVY_BENCHES)
    list(APPEND sources ${of_rooms})
  endif()
  list(TRANSFORM bench_DEPENDS PREPEND davy_)
  add_executable(${name} ${sources})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${bench_DEPENDS})
endfunction()

# davy_data_test(NAME FOLDER folder DEPENDS rooms… [LINKS libraries…]): test binary NAME_test of FOLDER/*.cpp, which reads files of the
# repository: it knows the root as DAVY_ROOT.
function(davy_data_test name)
  cmake_parse_arguments(data "" "FOLDER" "DEPENDS;LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${data_FOLDER}/*.cpp)
  list(TRANSFORM data_DEPENDS PREPEND davy_)
  davy_test(${name} "${data_DEPENDS};${data_LINKS}" "${sources}")
  target_include_directories(${name}_test PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${name}_test PRIVATE DAVY_ROOT="${CMAKE_SOURCE_DIR}")
endfunction()

# davy_page(TARGET HEADER FUNCTION FILE): compiles FILE into TARGET: FUNCTION(), declared in HEADER, gives its text.
function(davy_page target header function file)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
  file(READ ${file} text)
  get_filename_component(name ${header} NAME_WE)
  set(generated ${CMAKE_BINARY_DIR}/generated/${name}.cpp)
  file(CONFIGURE OUTPUT ${generated} @ONLY CONTENT [[
#include "@header@"

std::string_view davy::apps::@function@() { return R"page(@text@)page"; }
]])
  target_sources(${target} PRIVATE ${generated})
endfunction()
