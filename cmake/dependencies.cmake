# Every library from outside, by one name each. All of them are Debian 12 packages; tools/packages.txt lists them with the reason.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(pegtl REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(simdjson REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(GTest REQUIRED)
find_package(rapidcheck REQUIRED)

# davy_pkg(NAME MODULE): library davy_NAME from pkg-config's MODULE.
function(davy_pkg name module)
  pkg_check_modules(${name} REQUIRED IMPORTED_TARGET ${module})
  add_library(davy_${name} INTERFACE)
  target_link_libraries(davy_${name} INTERFACE PkgConfig::${name})
endfunction()

davy_pkg(sodium libsodium)
davy_pkg(yaml yaml-0.1)
davy_pkg(zstd libzstd)
davy_pkg(mosquitto libmosquitto)

# Debian's streamvbyte has neither a CMake nor a pkg-config file.
find_library(DAVY_STREAMVBYTE streamvbyte REQUIRED)
add_library(davy_streamvbyte INTERFACE)
target_link_libraries(davy_streamvbyte INTERFACE ${DAVY_STREAMVBYTE})
