# cmake -DDIRECTORY=… -P requirements.cmake: the first reading of a component, which ends where it registers.
set(CMAKE_BUILD_EARLY_EXPANSION 1)

macro(idf_component_register)
    set(registered TRUE)
    return()
endmacro()

include("${DIRECTORY}/CMakeLists.txt")
if(NOT registered)
    message(FATAL_ERROR "it registers nothing")
endif()
