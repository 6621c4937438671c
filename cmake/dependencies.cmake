# Every outside library, found on the system and nowhere else. A missing one stops with the Debian package to install.
find_package(PkgConfig QUIET)
if(NOT PKG_CONFIG_FOUND)
  message(FATAL_ERROR "pkg-config is missing; install the Debian package 'pkg-config', or run scripts/install-packages")
endif()

# morgue_pkg(NAME MODULE DEBIAN_PACKAGE): the imported target PkgConfig::NAME.
function(morgue_pkg name module package)
  pkg_check_modules(${name} QUIET IMPORTED_TARGET GLOBAL ${module})
  if(NOT ${name}_FOUND)
    message(FATAL_ERROR "${module} is missing; install the Debian package '${package}', or run scripts/install-packages")
  endif()
endfunction()

morgue_pkg(XAPIAN xapian-core libxapian-dev)
morgue_pkg(GUMBO gumbo libgumbo-dev)
morgue_pkg(UCHARDET uchardet libuchardet-dev)
morgue_pkg(ICU icu-uc libicu-dev)
morgue_pkg(XXHASH libxxhash libxxhash-dev)
morgue_pkg(SIMDJSON simdjson libsimdjson-dev)
morgue_pkg(ZLIB zlib zlib1g-dev)
morgue_pkg(HTTPLIB cpp-httplib libcpp-httplib-dev)

find_package(Threads REQUIRED)

macro(morgue_find package debian)
  find_package(${package} QUIET ${ARGN})
  if(NOT ${package}_FOUND)
    message(FATAL_ERROR "${package} is missing; install the Debian package '${debian}', or run scripts/install-packages")
  endif()
endmacro()

morgue_find(Boost libboost-program-options-dev COMPONENTS program_options)
morgue_find(nlohmann_json nlohmann-json3-dev)
morgue_find(fmt libfmt-dev)
if(MORGUE_TESTS)
  morgue_find(GTest libgtest-dev)
  if(NOT TARGET GTest::gmock)
    message(FATAL_ERROR "GoogleMock is missing; install the Debian package 'libgmock-dev', or run scripts/install-packages --test")
  endif()
endif()

# Header-only or without a build description of their own.
find_path(MUSTACHE_INCLUDE_DIR NAMES kainjow/mustache.hpp)
if(NOT MUSTACHE_INCLUDE_DIR)
  message(FATAL_ERROR "kainjow mustache is missing; install the Debian package 'libkainjow-mustache-dev', or run scripts/install-packages")
endif()
