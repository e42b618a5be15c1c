/*
 * Outlets by the names and addresses under which articles are printed (data/entities/media.tsv).
 *
 *     "Yonhap News Agency"    media:yonhap, KOR, public
 *     "presstv.co.uk"         Press TV: a part of the address is its name written together
 */
#ifndef QUERY_MEDIA_NAMES_H
#define QUERY_MEDIA_NAMES_H

#include "base/error.h"
#include "base/map.h"

typedef struct Medium {
    Str key; /* "media:yonhap" */
    Str country;
    Str ownership; /* state, public, private */
} Medium;

typedef struct MediaNames {
    Map names; /* folded and written together -> index */
    List(Medium) media;
    Arena *arena;
} MediaNames;

DatelineStatus media_names_load(Arena *arena, MediaNames *out, DatelineError *err) MUST_CHECK;
/* NULL if the data know no such outlet. */
const Medium *media_names_find(const MediaNames *names, Str name);

#endif
