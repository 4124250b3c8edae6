# A stand-in for Zephyr's build system, as far as its documentation describes what a module may call:
# find_package(Zephyr) reads ZEPHYR_EXTRA_MODULES, each with its zephyr/module.yml; Kconfig makes CONFIG_
# variables of prj.conf; modules are added; `app` is the application. It knows neither boards nor devices nor a
# kernel: what it proves is that the module's files say what they mean, with CMake and Kconfig as Zephyr has them.
find_program(ARM_COMPILER arm-none-eabi-gcc REQUIRED)
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_C_COMPILER ${ARM_COMPILER})
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
set(CMAKE_C_FLAGS_INIT "-mcpu=cortex-m3 -mthumb -Os -std=c17 -Wall -ffunction-sections -fdata-sections")
set(CMAKE_EXE_LINKER_FLAGS_INIT "--specs=nano.specs --specs=nosys.specs -Wl,--gc-sections")

execute_process(
    COMMAND ${STAND_IN_PYTHON} "${CMAKE_CURRENT_LIST_DIR}/modules.py" "${CMAKE_BINARY_DIR}"
        "${CMAKE_CURRENT_SOURCE_DIR}/prj.conf" ${ZEPHYR_EXTRA_MODULES}
    RESULT_VARIABLE failed)
if(failed)
    message(FATAL_ERROR "a module or prj.conf is wrong")
endif()
include("${CMAKE_BINARY_DIR}/configured.cmake")

macro(project)
    _project(${ARGV})
    add_library(zephyr_interface INTERFACE)
    add_executable(app)
    target_link_libraries(app PRIVATE zephyr_interface)
    foreach(directory ${STAND_IN_MODULE_DIRECTORIES})
        add_subdirectory("${directory}" "${CMAKE_BINARY_DIR}/modules/${directory}")
    endforeach()
    # Zephyr links its libraries whole, so that none hides what it needs; here the linker looks repeatedly.
    get_property(libraries GLOBAL PROPERTY ZEPHYR_LIBS)
    target_link_libraries(app PRIVATE -Wl,--start-group ${libraries} -Wl,--end-group)
endmacro()

macro(zephyr_library_named name)
    set(ZEPHYR_CURRENT_LIBRARY ${name})
    add_library(${name} STATIC)
    target_link_libraries(${name} PUBLIC zephyr_interface)
    set_property(GLOBAL APPEND PROPERTY ZEPHYR_LIBS ${name})
endmacro()

function(zephyr_library_sources)
    target_sources(${ZEPHYR_CURRENT_LIBRARY} PRIVATE ${ARGN})
endfunction()

function(zephyr_library_include_directories)
    target_include_directories(${ZEPHYR_CURRENT_LIBRARY} PRIVATE ${ARGN})
endfunction()

function(zephyr_library_compile_definitions)
    target_compile_definitions(${ZEPHYR_CURRENT_LIBRARY} PRIVATE ${ARGN})
endfunction()

function(zephyr_library_compile_options)
    target_compile_options(${ZEPHYR_CURRENT_LIBRARY} PRIVATE ${ARGN})
endfunction()

function(zephyr_include_directories)
    target_include_directories(zephyr_interface INTERFACE ${ARGN})
endfunction()

function(zephyr_system_include_directories)
    target_include_directories(zephyr_interface SYSTEM INTERFACE ${ARGN})
endfunction()

function(zephyr_compile_definitions)
    target_compile_definitions(zephyr_interface INTERFACE ${ARGN})
endfunction()
