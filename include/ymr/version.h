/**
 * The version of this library, as the User-Agent field and `ymr --version` name it.
 *
 * MAJOR.MINOR.PATCH. Before 1.0.0 a new MINOR may change the public interface, and README.md says how; a new PATCH
 * never does. The macros are of the headers that a program was compiled with, ymr_version is of the library that it
 * was linked to.
 */
#ifndef YMR_VERSION_H
#define YMR_VERSION_H

#define YMR_VERSION_MAJOR 0 /**< changes when a program has to change */
#define YMR_VERSION_MINOR 1 /**< grows with every new ability */
#define YMR_VERSION_PATCH 0 /**< grows with every repair */

/** For #if: 10000 for each MAJOR, 100 for each MINOR, 1 for each PATCH. 0.1.0 is 100. */
#define YMR_VERSION_NUMBER (YMR_VERSION_MAJOR * 10000 + YMR_VERSION_MINOR * 100 + YMR_VERSION_PATCH)

/** A number as text. */
#define YMR_VERSION_TEXT_OF(number) #number
/** Three of them, with dots between. */
#define YMR_VERSION_TEXT(major, minor, patch)                                                                \
    YMR_VERSION_TEXT_OF(major) "." YMR_VERSION_TEXT_OF(minor) "." YMR_VERSION_TEXT_OF(patch)

/** "0.1.0" */
#define YMR_VERSION YMR_VERSION_TEXT(YMR_VERSION_MAJOR, YMR_VERSION_MINOR, YMR_VERSION_PATCH)

/** @return YMR_VERSION of the library, which lasts; costs nothing but the text */
const char *ymr_version(void);

#endif
