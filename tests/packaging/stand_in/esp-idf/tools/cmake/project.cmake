# A stand-in for ESP-IDF's build system, as far as its documentation describes what a component may call. A
# component is read twice, as there: in script mode (cmake -P), where idf_component_register ends the file, for
# what it requires; then in earnest. Kconfig files of all components and sdkconfig.defaults make CONFIG_
# variables. It knows no chip and no FreeRTOS: what it proves is that the component's files say what they mean.
find_program(RISCV_COMPILER riscv64-unknown-elf-gcc REQUIRED)
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_C_COMPILER ${RISCV_COMPILER})
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_C_FLAGS_INIT "-march=rv32imac -mabi=ilp32 --specs=picolibc.specs -Os -std=gnu17 -Wall -Wextra")
set(STAND_IN_TOOLS "${CMAKE_CURRENT_LIST_DIR}")

# A directory of components, or one component.
macro(stand_in_find_components path)
    if(EXISTS "${path}/CMakeLists.txt")
        list(APPEND STAND_IN_COMPONENTS "${path}")
    else()
        file(GLOB inside LIST_DIRECTORIES true "${path}/*")
        foreach(directory ${inside})
            if(EXISTS "${directory}/CMakeLists.txt")
                list(APPEND STAND_IN_COMPONENTS "${directory}")
            endif()
        endforeach()
    endif()
endmacro()

macro(project name)
    _project(${name} C)
    foreach(path ${EXTRA_COMPONENT_DIRS} "${CMAKE_CURRENT_SOURCE_DIR}/main")
        stand_in_find_components("${path}")
    endforeach()
    execute_process(
        COMMAND ${STAND_IN_PYTHON} "${STAND_IN_TOOLS}/configure.py" "${CMAKE_BINARY_DIR}"
            "${CMAKE_CURRENT_SOURCE_DIR}/sdkconfig.defaults" ${STAND_IN_COMPONENTS}
        RESULT_VARIABLE failed)
    if(failed)
        message(FATAL_ERROR "a component's Kconfig or sdkconfig.defaults is wrong")
    endif()
    include("${CMAKE_BINARY_DIR}/configured.cmake")
    foreach(directory ${STAND_IN_COMPONENTS})
        get_filename_component(component "${directory}" NAME)
        execute_process(
            COMMAND ${CMAKE_COMMAND} "-DDIRECTORY=${directory}" -P "${STAND_IN_TOOLS}/requirements.cmake"
            RESULT_VARIABLE failed ERROR_VARIABLE said)
        if(failed)
            message(FATAL_ERROR "${component} cannot be read in script mode: ${said}")
        endif()
        add_subdirectory("${directory}" "${CMAKE_BINARY_DIR}/esp-idf/${component}")
    endforeach()
    file(WRITE "${CMAKE_BINARY_DIR}/start.c" "void app_main(void); int main(void) { app_main(); return 0; }\n")
    add_executable(${name} "${CMAKE_BINARY_DIR}/start.c")
    target_link_libraries(${name} PRIVATE idf_main)
endmacro()

function(idf_component_register)
    cmake_parse_arguments(given "" "" "SRCS;INCLUDE_DIRS;PRIV_INCLUDE_DIRS;REQUIRES;PRIV_REQUIRES" ${ARGN})
    if(given_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "idf_component_register does not know: ${given_UNPARSED_ARGUMENTS}")
    endif()
    get_filename_component(component "${CMAKE_CURRENT_SOURCE_DIR}" NAME)
    add_library(idf_${component} STATIC ${given_SRCS})
    target_include_directories(idf_${component}
        PUBLIC ${given_INCLUDE_DIRS} PRIVATE ${given_PRIV_INCLUDE_DIRS})
    foreach(other ${given_REQUIRES} ${given_PRIV_REQUIRES})
        target_link_libraries(idf_${component} PUBLIC idf_${other})
    endforeach()
    set(COMPONENT_LIB idf_${component} PARENT_SCOPE)
endfunction()
