/** The version of this library, as the User-Agent field and `ymr --version` name it. */
#ifndef YMR_VERSION_H
#define YMR_VERSION_H

/** MAJOR.MINOR.PATCH. */
#define YMR_VERSION "0.1.0"

#endif
