#include "scan.h"

#include "text/utf8.h"

/* ---- Words -------------------------------------------------------------------------------- */

static bool is_plain_word(Str text)
{
    for (uint32_t i = 0; i < text.len; i++)
        if (!ascii_is_lower(text.data[i])) return false;
    return text.len > 0;
}

bool is_joining_hyphen(const Scan *scan, uint32_t token)
{
    if (token == 0 || token + 1 >= scan->doc->tokens.count) return false;
    const Token *here = scan_token(scan, token);
    const Token *next = scan_token(scan, token + 1);
    return str_equal(here->lower, STR("-")) && (here->flags & TOKEN_SPACE_BEFORE) == 0 &&
           (next->flags & TOKEN_SPACE_BEFORE) == 0 && next->span.start == here->span.end;
}

/* "workers'" before a noun: the mark of the possessive, not a quotation's end. */
static bool is_bare_possessive(const Scan *scan, uint32_t token)
{
    const Token *here = scan_token(scan, token);
    return token > 0 && str_equal(here->lower, STR("'")) &&
           (here->flags & (TOKEN_SPACE_BEFORE | TOKEN_OPENS_QUOTE | TOKEN_CLOSES_QUOTE)) == 0;
}

bool is_possessive(const Scan *scan, uint32_t token)
{
    if (token >= scan->doc->tokens.count) return false;
    return str_equal(scan_token(scan, token)->lower, STR("'s")) || is_bare_possessive(scan, token);
}

static void add_word(Scan *scan, Str word, uint32_t token)
{
    scan->words[scan->word_count] = word;
    scan->word_token[scan->word_count++] = token;
}

static void add_token_words(Scan *scan, uint32_t token)
{
    Str lower = scan_token(scan, token)->lower;
    if (is_plain_word(lower)) {
        add_word(scan, lower, token);
        return;
    }
    if (is_joining_hyphen(scan, token) || is_bare_possessive(scan, token)) return;
    Str folded = utf8_fold(lower, scan->scratch);
    if (folded.len == 0) {
        add_word(scan, lower, token);
        return;
    }
    uint32_t start = 0, pieces = 0;
    for (uint32_t i = 0; i <= folded.len; i++) {
        if (i < folded.len && (folded.data[i] != ' ' || pieces == 7)) continue;
        if (i > start) add_word(scan, (Str){folded.data + start, i - start}, token);
        start = i + 1;
        pieces++;
    }
}

static uint32_t count_words_at_most(const Document *doc)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        uint32_t pieces = 1;
        Str lower = doc->tokens.items[i].lower;
        for (uint32_t k = 0; k < lower.len && pieces < 8; k++)
            pieces += !ascii_is_lower(lower.data[k]);
        count += pieces;
    }
    return count;
}

static void build_words(Scan *scan)
{
    const Document *doc = scan->doc;
    uint32_t capacity = count_words_at_most(doc);
    scan->words = arena_new_items(scan->scratch, Str, capacity + 1);
    scan->word_token = arena_new_items(scan->scratch, uint32_t, capacity + 1);
    scan->token_word = arena_new_items(scan->scratch, uint32_t, doc->tokens.count + 1);
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        scan->token_word[i] = scan->word_count;
        add_token_words(scan, i);
    }
    scan->token_word[doc->tokens.count] = scan->word_count;
}

/* What is asked of each word again and again. */
static void note_words(Scan *scan)
{
    uint32_t tokens = scan->doc->tokens.count;
    scan->looks = arena_new_items(scan->scratch, uint32_t, scan->word_count + 1);
    scan->flags = arena_new_items(scan->scratch, uint32_t, tokens + 1);
    for (uint32_t i = 0; i < scan->word_count; i++) scan->looks[i] = phrase_look(scan->words[i]);
    for (uint32_t i = 0; i < tokens; i++) {
        Str word = scan_word(scan, i);
        scan->flags[i] = word.len == 0 ? 0 : world_word_flags(scan->world, word);
    }
}

/* Quotation marks open and close; a new paragraph begins outside, unless it opens again. */
static void find_quotes(Scan *scan)
{
    const Document *doc = scan->doc;
    scan->in_quote = arena_new_items(scan->scratch, bool, doc->tokens.count + 1);
    bool inside = false;
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        uint32_t flags = doc->tokens.items[i].flags;
        if ((flags & TOKEN_STARTS_BLOCK) != 0) inside = false;
        if ((flags & TOKEN_CLOSES_QUOTE) != 0) inside = false;
        scan->in_quote[i] = inside;
        if ((flags & TOKEN_OPENS_QUOTE) != 0) inside = true;
    }
}

#define FEWEST_HEADLINE_WORDS 4

static void find_title_case(Scan *scan)
{
    const Document *doc = scan->doc;
    scan->title_case = arena_new_items(scan->scratch, bool, doc->sentences.count + 1);
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        TokenRange tokens = doc->sentences.items[i].tokens;
        uint32_t words = 0, capitals = 0;
        for (uint32_t k = tokens.first; k < tokens.end; k++) {
            const Token *token = &doc->tokens.items[k];
            if (token->kind != TOKEN_WORD || token->span.end - token->span.start < 4) continue;
            words++;
            capitals += (token->flags & TOKEN_CAPITALISED) != 0;
        }
        bool stops = str_equal(doc->tokens.items[tokens.end - 1].lower, STR("."));
        scan->title_case[i] = !stops && words >= FEWEST_HEADLINE_WORDS && 4 * capitals >= 3 * words;
    }
}

static int32_t article_day(const Document *doc)
{
    const DateValue *values[] = {&doc->meta.published, &doc->meta.dateline.date};
    for (size_t i = 0; i < COUNT(values); i++)
        if (values[i]->is_known) return values[i]->last_day;
    return DAY_UNKNOWN;
}

/* ---- Reading tokens ----------------------------------------------------------------------- */

uint32_t scan_sentence_end(const Scan *scan, uint32_t token)
{
    return scan->doc->sentences.items[scan_token(scan, token)->sentence].tokens.end;
}

uint32_t scan_sentence_first(const Scan *scan, uint32_t token)
{
    return scan->doc->sentences.items[scan_token(scan, token)->sentence].tokens.first;
}

Str scan_word(const Scan *scan, uint32_t token)
{
    uint32_t first = scan->token_word[token];
    return first < scan->token_word[token + 1] ? scan->words[first] : (Str){NULL, 0};
}

bool is_word(const Scan *scan, uint32_t token, Str lower)
{
    return token < scan->doc->tokens.count && str_equal(scan_token(scan, token)->lower, lower);
}

uint32_t scan_match(const Scan *scan, const PhraseTable *table, uint32_t token, uint32_t limit,
                    uint32_t *out_end)
{
    uint32_t first = scan->token_word[token], end = scan->token_word[limit], used;
    if (first >= scan->token_word[token + 1]) return MAP_NONE;
    /* "ex-president" in one token */
    if (first + 1 < scan->token_word[token + 1] && str_equal(scan->words[first], STR("ex")))
        first++;
    if (first >= end || !phrases_have_look(table, scan->looks[first], first + 1 < end ? scan->looks[first + 1] : 0))
        return MAP_NONE;
    uint32_t value = phrases_match_longest(table, scan->words + first, end - first, &used);
    if (value == MAP_NONE) return MAP_NONE;
    uint32_t last = scan->word_token[first + used - 1];
    if (first + used < scan->token_word[last + 1]) return MAP_NONE; /* ends inside a token */
    *out_end = last + 1;
    return value;
}

/* "US" must stand in capitals; a form that starts with a capital must start with one in the text;
 * of "the North" the second word. */
static bool form_fits(const Scan *scan, const Form *form, uint32_t first)
{
    const Token *start = scan_token(scan, first);
    if (form->all_caps && (start->flags & TOKEN_ALL_CAPS) == 0)
        return start->span.end - start->span.start <= 2 && is_capitalised(scan, first);
    if (is_word(scan, first, STR("the"))) return is_capitalised(scan, first + 1);
    return !form->capital || (start->flags & TOKEN_CAPITALISED) != 0;
}

/* "the National Liberation Army" is no newspaper: a medium of one word is not followed by another
 * capital, unless it is a day. */
static bool is_medium_here(const Scan *scan, uint32_t first, uint32_t end, uint32_t limit)
{
    uint32_t words = scan->token_word[end] - scan->token_word[first];
    if (is_word(scan, first, STR("the"))) words = 1; /* "the East African Community" */
    if (words > 1 || end >= limit || (scan_token(scan, end - 1)->flags & TOKEN_ALL_CAPS) != 0)
        return true;
    if (scan_token(scan, end)->kind != TOKEN_WORD || !is_capitalised(scan, end)) return true;
    return (scan_flags(scan, end) & WORD_CALENDAR) != 0;
}

#define LEAST_MARK (-16) /* eighths of a nat */

/* "Let us go" is no armed group: one word that neither the tagger nor the network takes for a name.
 */
static bool is_common_word(const Scan *scan, const Form *form, uint32_t token, uint32_t end)
{
    return end == token + 1 && form->kind != FORM_NATIONALITY && form->kind != FORM_LEADER &&
           scan_token(scan, token)->tag != TAG_PROPN &&
           label_best_score(scan, (TokenRange){token, end}) < LEAST_MARK;
}

static Mark find_mark(const Scan *scan, uint32_t token, uint32_t limit)
{
    uint32_t end;
    uint32_t value = scan_match(scan, &scan->world->names, token, limit, &end);
    if (value == MAP_NONE) return (Mark){NULL, token};
    const Form *form = &scan->world->forms.items[value];
    if (!form_fits(scan, form, token)) return (Mark){NULL, token};
    if (is_common_word(scan, form, token, end)) return (Mark){NULL, token};
    if (form->kind == FORM_MEDIUM && !is_medium_here(scan, token, end, limit))
        return (Mark){NULL, token};
    return (Mark){form, end};
}

static Str owner_of_form(const World *world, const Form *form)
{
    switch (form->kind) {
    case FORM_STATE:
    case FORM_NATIONALITY:
    case FORM_CAPITAL: return world->states.items[form->row].code;
    case FORM_LEADER: return world->terms.items[world->leaders.items[form->row].first_term].owner;
    case FORM_METONYM:
        if (world->metonyms.items[form->row].kind == METONYM_CONTEXT) return (Str){NULL, 0};
        return world->metonyms.items[form->row].country;
    case FORM_ORGANISATION: return world->organisations.items[form->row].key;
    case FORM_SHARED:
    case FORM_MEDIUM: break;
    }
    return (Str){NULL, 0};
}

/* "Lao People's Revolutionary Party" names Laos too. */
static void note_state_inside(Scan *scan, uint32_t token, uint32_t end)
{
    for (uint32_t limit = token + 1; limit < end && limit <= token + 2; limit++) {
        uint32_t used;
        uint32_t value = scan_match(scan, &scan->world->names, token, limit, &used);
        if (value == MAP_NONE) continue;
        const Form *form = &scan->world->forms.items[value];
        if (form->kind == FORM_STATE || form->kind == FORM_NATIONALITY)
            map_set(&scan->named_owners, owner_of_form(scan->world, form), 1);
    }
}

/* Looks every token up once, and notes which states and organisations the article names. */
static void find_marks(Scan *scan)
{
    const Document *doc = scan->doc;
    scan->marks = arena_new_items(scan->scratch, Mark, doc->tokens.count + 1);
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        TokenRange tokens = doc->sentences.items[i].tokens;
        for (uint32_t k = tokens.first; k < tokens.end; k++) {
            scan->marks[k] = find_mark(scan, k, tokens.end);
            if (scan->marks[k].form == NULL) continue;
            Str owner = owner_of_form(scan->world, scan->marks[k].form);
            if (owner.len > 0) map_set(&scan->named_owners, owner, 1);
            if (scan->marks[k].form->kind == FORM_ORGANISATION)
                note_state_inside(scan, k, scan->marks[k].end);
        }
    }
}

#define MOST_SHARED_WORDS 4

/* "North" of "North and South Korea": the word with what the name after "and" ends in. NULL if that
 * is no state's name. */
static const Form *form_with_end_of(const Scan *scan, uint32_t token, Mark whole)
{
    Str words[MOST_SHARED_WORDS];
    uint32_t first = scan->token_word[token + 2], end = scan->token_word[whole.end];
    uint32_t count = end - first, used;
    if (count < 2 || count > COUNT(words)) return NULL;
    words[0] = scan_word(scan, token);
    for (uint32_t i = 1; i < count; i++) words[i] = scan->words[first + i];
    if (str_equal(words[0], scan->words[first])) return NULL;
    uint32_t value = phrases_match(&scan->world->names, words, count, &used);
    if (value == MAP_NONE || used != count) return NULL;
    const Form *form = &scan->world->forms.items[value];
    return form->kind == whole.form->kind ? form : NULL;
}

static void find_shared_ends(Scan *scan)
{
    for (uint32_t i = 0; i + 2 < scan->doc->tokens.count; i++) {
        Mark whole = scan->marks[i + 2];
        bool is_state = whole.form != NULL &&
                        (whole.form->kind == FORM_STATE || whole.form->kind == FORM_NATIONALITY);
        bool joined = is_state && is_capitalised(scan, i) && scan->marks[i].form == NULL &&
                      scan_word(scan, i).len > 0 &&
                      (is_word(scan, i + 1, STR("and")) || is_word(scan, i + 1, STR("&")));
        const Form *form = joined ? form_with_end_of(scan, i, whole) : NULL;
        if (form == NULL) continue;
        scan->marks[i] = (Mark){form, i + 1};
        map_set(&scan->named_owners, owner_of_form(scan->world, form), 1);
    }
}

/* "the Democratic Party" is the one of the data only where the article names its country, and not
 * where it goes on "of ..." with another's. */
static bool is_party_elsewhere(const Scan *scan, uint32_t token)
{
    Mark mark = scan->marks[token];
    if (mark.form == NULL || mark.form->kind != FORM_ORGANISATION || mark.end < token + 2)
        return false;
    const Organisation *organisation = &scan->world->organisations.items[mark.form->row];
    bool party = organisation->kind == ACTOR_ORGANISATION && organisation->country.len > 0 &&
                 (scan_flags(scan, mark.end - 1) & WORD_ORG_HEAD) != 0;
    if (!party) return false;
    if (map_find(&scan->named_owners, organisation->country) == MAP_NONE) return true;
    uint32_t at = mark.end + 1;
    if (at + 1 >= scan->doc->tokens.count || !is_word(scan, mark.end, STR("of"))) return false;
    if (is_word(scan, at, STR("the"))) at++;
    Mark of = scan->marks[at];
    return of.form != NULL && of.form->kind == FORM_STATE &&
           !str_equal(scan->world->states.items[of.form->row].code, organisation->country);
}

static void drop_parties_elsewhere(Scan *scan)
{
    for (uint32_t i = 0; i < scan->doc->tokens.count; i++)
        if (is_party_elsewhere(scan, i)) scan->marks[i] = (Mark){NULL, i};
}

bool scan_is_named(const Scan *scan, Str owner)
{
    return map_find(&scan->named_owners, owner) != MAP_NONE;
}

#define SHARED_NAME_FINDS 200 /* how far back to look for the state that is meant */

Str scan_shared_owner(const Scan *scan, const Shared *shared)
{
    uint32_t count = scan->finds.count;
    for (uint32_t back = 1; back <= count && back <= SHARED_NAME_FINDS; back++) {
        Str owner = scan->finds.items[count - back].owner;
        for (uint32_t i = 0; i < shared->countries.count; i++)
            if (str_equal(owner, shared->countries.items[i])) return owner;
    }
    Str only = {NULL, 0};
    for (uint32_t i = 0; i < shared->countries.count; i++) {
        if (!scan_is_named(scan, shared->countries.items[i])) continue;
        if (only.len > 0) return (Str){NULL, 0};
        only = shared->countries.items[i];
    }
    return only;
}

static Str join_words(const Scan *scan, TokenRange range)
{
    uint32_t first = scan->token_word[range.first], end = scan->token_word[range.end];
    size_t bytes = 0;
    for (uint32_t i = first; i < end; i++) bytes += scan->words[i].len + 1;
    char *out = arena_alloc(scan->doc->arena, bytes + 1);
    uint32_t len = 0;
    for (uint32_t i = first; i < end; i++) {
        if (i > first) out[len++] = ' ';
        memcpy(out + len, scan->words[i].data, scan->words[i].len);
        len += scan->words[i].len;
    }
    return (Str){out, len};
}

Str scan_folded(const Scan *scan, TokenRange range)
{
    return join_words(scan, range);
}

Str scan_text(const Scan *scan, TokenRange range)
{
    Str text = document_str(scan->doc, document_tokens_span(scan->doc, range));
    char *out = arena_alloc(scan->doc->arena, text.len + 1);
    uint32_t len = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        if (!ascii_is_space(text.data[i]))
            out[len++] = text.data[i];
        else if (len > 0 && out[len - 1] != ' ')
            out[len++] = ' ';
    }
    return (Str){out, len};
}

uint32_t scan_syntactic_head(const Scan *scan, TokenRange range)
{
    for (uint32_t i = range.first; i < range.end; i++) {
        const Token *token = scan_token(scan, i);
        bool outside = token->head == NONE || token->head < range.first || token->head >= range.end;
        if (outside && token->tag != TAG_PUNCT && token->tag != TAG_DET && token->tag != TAG_ADP &&
            token->tag != TAG_PART)
            return i;
    }
    return range.end - 1;
}

bool is_subject(const Scan *scan, const Find *find)
{
    Relation relation = scan_token(scan, scan_syntactic_head(scan, find->tokens))->relation;
    /* what begins a sentence is its subject more often than the parser says */
    if (find->tokens.first == scan_sentence_first(scan, find->tokens.first) &&
        !is_possessive(scan, find->tokens.end) && relation != REL_OBL && relation != REL_COMPOUND)
        return true;
    return relation == REL_NSUBJ || relation == REL_NSUBJ_PASS || relation == REL_NSUBJ_OUTER;
}

Find *scan_add(Scan *scan, FindKind kind, TokenRange tokens, TokenRange name, Str rule,
               float confidence)
{
    Find *find = list_add(scan->scratch, &scan->finds);
    *find = (Find){
        .kind = kind,
        .tokens = tokens,
        .name = name,
        .head = name.end - 1,
        .row = NONE,
        .title_row = NONE,
        .owner_find = NONE,
        .person = NONE,
        .actor = NONE,
        .place = NONE,
        .members = {NONE, NONE, NONE, NONE},
        .rule = rule,
        .confidence = confidence,
    };
    return find;
}

/* ---- Beginning ---------------------------------------------------------------------------- */

void scan_begin(Scan *scan, const World *world, Document *doc, Arena *scratch)
{
    *scan = (Scan){.world = world, .doc = doc, .scratch = scratch, .day = article_day(doc)};
    map_init(&scan->person_by_name, scratch);
    map_init(&scan->person_by_family, scratch);
    map_init(&scan->person_by_spelling, scratch);
    map_init(&scan->actor_by_key, scratch);
    map_init(&scan->named_owners, scratch);
    build_words(scan);
    note_words(scan);
    find_marks(scan);
    find_shared_ends(scan);
    drop_parties_elsewhere(scan);
    find_quotes(scan);
    find_title_case(scan);
    labels_find(scan);
    long_forms_find(scan);
}
