#include "authors.h"

#include "author_names.h"
#include "site.h"

/* The site is no author; but a person whose name the site has ("janedoe.example") is one. */
static bool is_site(const Site *site, Str name, const Lexicon *lexicon, Arena *arena)
{
    return !author_name_is_person(name, lexicon) && site_is_named(site, name, arena);
}

/* ---- Choice --------------------------------------------------------------------------------------
 */

static NameStyle style_of(AuthorTrust trust)
{
    switch (trust) {
    case AUTHOR_TRUST_CONTAINER:
    case AUTHOR_TRUST_NAMED:
    case AUTHOR_TRUST_LABEL:
    case AUTHOR_TRUST_MARKED: return NAMES_OR_HANDLES;
    case AUTHOR_TRUST_META:
    case AUTHOR_TRUST_LOOSE: return NAMES_OF_METADATA;
    case AUTHOR_TRUST_LINE:
    case AUTHOR_TRUST_COUNT: return NAMES_SHOWN;
    }
    return NAMES_SHOWN;
}

static void read_evidence(Work *work, const Lexicon *lexicon, const Site *site,
                          const AuthorEvidence *evidence, AuthorNames *out)
{
    AuthorNames read;
    *out = (AuthorNames){0};
    author_names_read(evidence->text, lexicon, style_of(evidence->trust), work->arena, &read);
    for (uint32_t i = 0; i < read.count; i++)
        if (!is_site(site, read.names[i], lexicon, work->arena))
            out->names[out->count++] = read.names[i];
}

static bool is_known(const StrList *names, Str name)
{
    for (uint32_t i = 0; i < names->count; i++)
        if (str_equal_ignoring_case(names->items[i], name)) return true;
    return false;
}

static void read_group(Work *work, const Lexicon *lexicon, const Site *site, uint32_t group,
                       StrList *out)
{
    for (uint32_t i = 0; i < work->authors.count; i++) {
        if (work->authors.items[i].group != group) continue;
        AuthorNames names;
        read_evidence(work, lexicon, site, &work->authors.items[i], &names);
        for (uint32_t n = 0; n < names.count; n++)
            if (!is_known(out, names.names[n])) *list_add(work->arena, out) = names.names[n];
    }
}

static bool is_before(const AuthorEvidence *one, const AuthorEvidence *other)
{
    if (one->trust != other->trust) return one->trust < other->trust;
    return one->score > other->score;
}

/* The best evidence that comes after `last` in the order of trust; NULL past the end. */
static const AuthorEvidence *next_best(const Work *work, const bool *is_tried)
{
    const AuthorEvidence *best = NULL;
    for (uint32_t i = 0; i < work->authors.count; i++) {
        const AuthorEvidence *evidence = &work->authors.items[i];
        if (is_tried[i] || (best != NULL && !is_before(evidence, best))) continue;
        best = evidence;
    }
    return best;
}

/* A handle ("jdoe", "janedoe") gives way to the name that another place on the page has for it. */
static Str respelt(Work *work, const Lexicon *lexicon, Str name)
{
    Str letters = site_letters(name, work->arena);
    if (memchr(name.data, ' ', name.len) != NULL) return name;
    for (uint32_t i = 0; i < work->authors.count; i++) {
        AuthorNames names;
        author_names_read(work->authors.items[i].text, lexicon, NAMES_OR_HANDLES, work->arena,
                          &names);
        for (uint32_t n = 0; n < names.count; n++) {
            bool is_better = author_name_is_full(names.names[n]) || ascii_is_lower(name.data[0]);
            if (is_better && !str_equal(names.names[n], name) &&
                str_equal(site_letters(names.names[n], work->arena), letters))
                return names.names[n];
        }
    }
    return name;
}

static void add_given(Work *work)
{
    Str given = work->doc->meta.author;
    work->doc->meta.author = (Str){0};
    work_add_author(work, (AuthorEvidence){.text = given,
                                           .trust = AUTHOR_TRUST_CONTAINER,
                                           .group = work_new_author_group(work)});
}

static void find_authors(Work *work, const Lexicon *lexicon, StrList *out)
{
    Site site = site_of(&work->doc->meta, work->arena);
    bool *is_tried = arena_new_items(work->arena, bool, work->authors.count + 1);
    const AuthorEvidence *best;
    while (out->count == 0 && (best = next_best(work, is_tried)) != NULL) {
        for (uint32_t i = 0; i < work->authors.count; i++)
            is_tried[i] |= work->authors.items[i].group == best->group;
        read_group(work, lexicon, &site, best->group, out);
    }
}

#define MOST_AUTHORS 20

void authors_set(Work *work, const Lexicon *lexicon)
{
    Metadata *meta = &work->doc->meta;
    Arena *arena = work->doc->arena;
    add_given(work);
    StrList names = {0};
    find_authors(work, lexicon, &names);
    for (uint32_t i = 0; i < names.count && i < MOST_AUTHORS; i++) {
        Str name = arena_copy_str(arena, respelt(work, lexicon, names.items[i]));
        *list_add(arena, &meta->authors) = name;
        meta->author = i == 0 ? name
                              : arena_format(arena, STR_FMT ", " STR_FMT, STR_ARG(meta->author),
                                             STR_ARG(name));
    }
}
