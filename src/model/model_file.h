/*
 * The file a model lies in. Little-endian:
 *
 *     "DLSYNTAX"  u32 version  u32 section count  u64 length of the file
 *     u64 checksum (xxHash of everything after it)
 *     per section: u32 start, u32 length
 *     the sections
 */
#ifndef MODEL_MODEL_FILE_H
#define MODEL_MODEL_FILE_H

#include "base/error.h"
#include "base/str.h"

#define MODEL_MAGIC "DLSYNTAX"
#define SYNTAX_MODEL_VERSION 3
#define MODEL_HEADER_BYTES 32
#define MODEL_CHECKSUM_AT 24

typedef enum ModelSection {
    SECTION_TAGS,      /* names, one a line */
    SECTION_RELATIONS, /* names, one a line; the first is "root" */
    SECTION_NAMES,     /* labels of names, one a line; the first is "O" */
    SECTION_NET,       /* model/net.h */
    SECTION_COUNT,
} ModelSection;

DatelineStatus model_file_read(Str bytes, Str sections[SECTION_COUNT],
                               DatelineError *err) MUST_CHECK;
uint64_t model_file_checksum(Str bytes);

#endif
