# morgue_embed(TARGET NAMESPACE FILES...): compiles files into TARGET as string views, so the program is one file.
# A file "pages/search.mustache" becomes NAMESPACE::file("pages/search.mustache"); the generated header is "NAMESPACE.h".
function(morgue_embed target namespace)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${namespace}.cc)
  set(header_dir ${CMAKE_CURRENT_BINARY_DIR}/embedded)
  set(inputs)
  foreach(file ${ARGN})
    list(APPEND inputs ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  endforeach()
  string(REPLACE ";" "," names "${ARGN}")
  add_custom_command(
    OUTPUT ${out} ${header_dir}/${namespace}.h
    COMMAND ${CMAKE_COMMAND} -DNAMESPACE=${namespace} -DSOURCE_DIR=${CMAKE_CURRENT_SOURCE_DIR} -DNAMES=${names}
            -DOUT=${out} -DHEADER=${header_dir}/${namespace}.h -P ${PROJECT_SOURCE_DIR}/cmake/embed_script.cmake
    DEPENDS ${inputs} ${PROJECT_SOURCE_DIR}/cmake/embed_script.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${out} ${header_dir}/${namespace}.h)
  target_include_directories(${target} PRIVATE ${header_dir})
endfunction()
