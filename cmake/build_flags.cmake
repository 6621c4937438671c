# Warnings and sanitizers: for our own targets alone, through one interface target.
add_library(morgue_build_flags INTERFACE)
target_compile_options(morgue_build_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast
  # g++ 12 takes inlined std::string appends for overlapping copies (GCC bug 105329).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
target_include_directories(morgue_build_flags INTERFACE ${PROJECT_SOURCE_DIR})
if(MORGUE_WERROR)
  target_compile_options(morgue_build_flags INTERFACE -Werror)
endif()
if(MORGUE_SANITIZE)
  target_compile_options(morgue_build_flags INTERFACE -fsanitize=${MORGUE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(morgue_build_flags INTERFACE -fsanitize=${MORGUE_SANITIZE})
endif()
