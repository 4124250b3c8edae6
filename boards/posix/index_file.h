/**
 * The index of `scan` in a file, so that the next run answers at once.
 *
 * It is the library's own image (ymr/index.h). Whatever is wrong with it, the index is built anew: it holds
 * nothing that the Market does not have.
 */
#ifndef YMR_BOARD_INDEX_FILE_H
#define YMR_BOARD_INDEX_FILE_H

#include "ymr/index.h"

/** Tells the user when something stands there that is no file, and must not be replaced. @return false then */
bool index_file_fits(const char *path);

/**
 * Reads it. A file that somebody else could have written is not believed.
 *
 * @param index  its scope says which campaign the file must be of; all else of the scope comes from the file
 * @return false: the index is as it was, and unless there was no file, the user has been told why
 */
bool index_file_load(const char *path, ymr_index *index);

/** Writes it, whole or not at all. @return false: the user has been told */
bool index_file_save(const char *path, const ymr_index *index);

#endif
