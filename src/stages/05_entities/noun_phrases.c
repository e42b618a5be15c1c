/*
 * Names with what stands before them, and the same without a name.
 *
 *     the 71-year-old   Chinese       leader                      a role
 *     former            U.S.          Secretary of State   Ann Example   a person with a title
 *     Bangladesh's                    Prime Minister       Ann Example
 *     Russia's                        foreign ministry            a body
 *     North Korean                    troops                      a group
 *     [before]          [owner]       [title|body|group]   [name]
 *
 * One pass from left to right, at each token the longest such phrase. What stands inside (the
 * nationality) becomes a find of its own. Nothing here needs the parser.
 */
#include "phrase.h"

#define MOST_WORDS_BEFORE 8
#define MOST_KIND_WORDS 2

/* ---- Reading a phrase --------------------------------------------------------------------- */

HeadKind phrase_match_head(const Scan *scan, uint32_t token, uint32_t limit, uint32_t *out_row,
                           uint32_t *out_end)
{
    const World *world = scan->world;
    const PhraseTable *tables[] = {&world->title_words, &world->body_words, &world->group_words,
                                   &world->outlet_words};
    HeadKind best = NO_HEAD;
    *out_row = MAP_NONE;
    *out_end = token;
    for (size_t i = 0; i < COUNT(tables); i++) {
        uint32_t end;
        uint32_t row = scan_match(scan, tables[i], token, limit, &end);
        if (row == MAP_NONE || end <= *out_end) continue;
        best = (HeadKind)(TITLE_HEAD + i);
        *out_row = row;
        *out_end = end;
    }
    return best;
}

static bool is_head_at(const Scan *scan, uint32_t token, uint32_t limit)
{
    uint32_t row, end;
    return phrase_match_head(scan, token, limit, &row, &end) != NO_HEAD;
}

/* "Communist Party of China (CPC) Central Committee": past the letters in parentheses. */
static uint32_t skip_short_form(const Scan *scan, uint32_t at, uint32_t limit)
{
    bool is_short =
        at + 3 < limit && is_word(scan, at, STR("(")) && is_word(scan, at + 2, STR(")")) &&
        (scan_token(scan, at + 1)->flags & TOKEN_ALL_CAPS) != 0 && is_head_at(scan, at + 3, limit);
    return is_short ? at + 3 : at;
}

static void take_owner(const Scan *scan, Phrase *phrase, Mark mark, uint32_t *at)
{
    phrase->owner_mark = mark;
    phrase->owner_range = (TokenRange){*at, mark.end};
    *at = mark.end;
    /* "Islamic Revolutionary Guard Corps (IRGC) commander" */
    uint32_t past = skip_short_form(scan, *at, phrase->limit);
    if (past > *at) {
        *at = past;
        return;
    }
    if (*at < phrase->limit && is_possessive(scan, *at)) {
        phrase->owner_is_possessive = true;
        (*at)++;
    }
}

/* Words before the head: false at the first that is none. */
static bool take_word_before(const Scan *scan, Phrase *phrase, uint32_t *at)
{
    uint32_t flags = scan_flags(scan, *at), age = scan_age(scan, *at, phrase->limit);
    const Token *token = scan_token(scan, *at);
    if (age > 0) {
        *at += age;
        phrase->age_end = *at;
        return true;
    }
    bool adjective = token->tag == TAG_ADJ && (token->flags & TOKEN_CAPITALISED) == 0;
    if ((flags & (WORD_BEFORE | WORD_FORMER | WORD_FUTURE)) == 0 && !adjective) return false;
    phrase->is_former = phrase->is_former || (flags & WORD_FORMER) != 0;
    phrase->is_future = phrase->is_future || (flags & WORD_FUTURE) != 0;
    (*at)++;
    if (*at < phrase->limit && is_joining_hyphen(scan, *at)) {
        (*at)++;
        if (*at < phrase->limit && scan_token(scan, *at)->kind == TOKEN_WORD &&
            scan->marks[*at].form == NULL && !is_capitalised(scan, *at)) {
            uint32_t row, end;
            if (phrase_match_head(scan, *at, phrase->limit, &row, &end) == NO_HEAD) (*at)++;
        }
    }
    return true;
}

/* "an Indian foreign ministry official": past the body whose official it is. */
static uint32_t skip_own_body(const Scan *scan, const Phrase *phrase, HeadKind head, uint32_t end)
{
    uint32_t row, next;
    if (head != BODY_HEAD || phrase->owner_mark.form == NULL || end >= phrase->limit) return 0;
    if (phrase_match_head(scan, end, phrase->limit, &row, &next) != TITLE_HEAD) return 0;
    const Title *title = &scan->world->titles.items[row / 2];
    return title->head == HEAD_NO && title->use != USE_STYLE ? end : 0;
}

/* "Iran's | official | state-run media": a word for a person that is none here. */
static bool is_only_adjective(const Scan *scan, uint32_t token, uint32_t end, uint32_t limit)
{
    if (end != token + 1 || end >= limit || is_capitalised(scan, token)) return false;
    Tag next = (Tag)scan_token(scan, end)->tag;
    return scan_token(scan, token)->tag == TAG_ADJ && (next == TAG_NOUN || next == TAG_ADJ);
}

/* "a | town | mayor", "the | customs | commissioner": a noun that says which of many who have the title. */
static bool take_kind_of_title(const Scan *scan, Phrase *phrase, uint32_t *at)
{
    uint32_t row, end, next = *at;
    bool is_opened = phrase->is_definite || phrase->is_indefinite || phrase->owner_mark.form != NULL;
    while (next < phrase->limit && next < *at + MOST_KIND_WORDS && scan_token(scan, next)->tag == TAG_NOUN &&
           !is_capitalised(scan, next) && phrase_match_head(scan, next, phrase->limit, &row, &end) == NO_HEAD)
        next++;
    if (!is_opened || next == *at || next >= phrase->limit || is_capitalised(scan, next)) return false;
    if (phrase_match_head(scan, next, phrase->limit, &row, &end) != TITLE_HEAD) return false;
    const Title *title = &scan->world->titles.items[row / 2];
    if (title->head != HEAD_NO || title->use == USE_STYLE || (row & 1) != 0) return false;
    phrase->is_definite = false;
    phrase->is_indefinite = true; /* nobody named before */
    *at = next;
    return true;
}

static void read_before(const Scan *scan, Phrase *phrase, uint32_t *at)
{
    for (uint32_t i = 0; i < MOST_WORDS_BEFORE && *at < phrase->limit; i++) {
        uint32_t row, end;
        Mark mark = scan_mark(scan, *at, phrase->limit);
        bool owns = phrase->owner_mark.form == NULL && mark_can_own(scan, mark, *at);
        HeadKind head = phrase_match_head(scan, *at, phrase->limit, &row, &end);
        bool is_head = head != NO_HEAD && !is_only_adjective(scan, *at, end, phrase->limit);
        if (is_head && (!owns || end > mark.end)) {
            uint32_t past = skip_own_body(scan, phrase, head, end);
            if (past != 0) *at = past;
            return;
        }
        if (owns) {
            take_owner(scan, phrase, mark, at);
            continue;
        }
        if (mark.form != NULL) return;
        if (!take_word_before(scan, phrase, at)) {
            take_kind_of_title(scan, phrase, at);
            return;
        }
    }
}

/* "state media in the North", "the foreign ministry in Oslo", "officials in Oslo"; but an embassy
 * and an army are in other countries too. */
static bool sits_where_it_belongs(const Scan *scan, const Phrase *phrase)
{
    if (phrase->owner_mark.form != NULL || phrase->owner_find != NONE) return false;
    if (phrase->head == TITLE_HEAD)
        return phrase->is_plural &&
               str_equal(scan->world->titles.items[phrase->row].id, STR("official"));
    if (phrase->head == GROUP_HEAD)
        return str_ends(scan->world->groups.items[phrase->row].words, STR("officials"));
    if (phrase->head != BODY_HEAD) return false;
    const Body *body = &scan->world->bodies.items[phrase->row];
    return str_equal(body->id, STR("state media")) ||
           str_equal(body->id, STR("state television")) || str_equal(body->id, STR("government")) ||
           str_ends(body->id, STR("ministry"));
}

/* "of Kenya's | National Intelligence Service", "of Lebanon's | Hezbollah": what the lexicon knows.
 */
static bool read_of_known_after(const Scan *scan, Phrase *phrase, uint32_t at)
{
    Mark mark = scan_mark(scan, at, phrase->limit);
    if (mark.form == NULL || !mark_can_own(scan, mark, at)) return false;
    if (mark.form->kind == FORM_ORGANISATION) {
        phrase->of_name_mark = phrase->of_mark;
        phrase->of_name_range = phrase->of_range;
        phrase->of_mark = mark;
        phrase->of_range = (TokenRange){at, mark.end};
        phrase->end = mark.end;
        return true;
    }
    if (mark.form->kind != FORM_METONYM) return false;
    const Metonym *metonym = &scan->world->metonyms.items[mark.form->row];
    uint32_t body = metonym->body.len > 0 ? world_body(scan->world, metonym->body) : NONE;
    if (body == NONE) return false;
    phrase->of_body = (TokenRange){at, mark.end};
    phrase->of_body_row = body;
    phrase->end = mark.end;
    return true;
}

/* "of Kenya's | Example Institute": the institute is whose the role is. */
static void read_of_name_after(const Scan *scan, Phrase *phrase, uint32_t at)
{
    NameRun run;
    if (read_of_known_after(scan, phrase, at)) return;
    if (!is_capitalised(scan, at) || scan_mark(scan, at, phrase->limit).form != NULL ||
        scan->title_case[scan_token(scan, at)->sentence] ||
        !name_read(scan, at, phrase->limit, false, &run) || run.name_class != NAME_ORGANISATION)
        return;
    phrase->of_name = run;
    phrase->of_name_mark = phrase->of_mark;
    phrase->of_name_range = phrase->of_range;
    phrase->of_mark = (Mark){NULL, 0};
    phrase->end = run.tokens.end;
}

/* "of North Korea", "of the African Union", "of Armenia's Security Council". */
static void read_of(const Scan *scan, Phrase *phrase)
{
    uint32_t at = phrase->end, limit = phrase->limit;
    bool joins =
        at < limit && (is_word(scan, at, STR("of")) || is_word(scan, at, STR("for")) ||
                       (phrase->head == GROUP_HEAD && is_word(scan, at, STR("from"))) ||
                       (is_word(scan, at, STR("in")) && sits_where_it_belongs(scan, phrase)));
    if (!joins || ++at >= limit) return;
    Mark mark = scan_mark(scan, at, limit); /* "of the North" */
    if (!mark_can_own(scan, mark, at) && (scan_flags(scan, at) & WORD_DETERMINER) != 0 &&
        ++at >= limit)
        return;
    while (at < limit && !mark_can_own(scan, scan_mark(scan, at, limit), at) &&
           (scan_flags(scan, at) & WORD_BEFORE) != 0)
        at++;
    if (at >= limit) return;
    mark = scan_mark(scan, at, limit);
    if (!mark_can_own(scan, mark, at)) {
        NameRun run;
        if (name_read(scan, at, limit, false, &run) && run.name_class == NAME_ORGANISATION) {
            phrase->of_name = run;
            phrase->end = run.tokens.end;
        }
        return;
    }
    phrase->of_mark = mark;
    phrase->of_range = (TokenRange){at, mark.end};
    phrase->end = mark.end;

    uint32_t row, end;
    at = skip_short_form(scan, mark.end, limit);
    bool possessive = at < limit && is_possessive(scan, at);
    if (possessive) at++;
    if (at >= limit) return;
    if (phrase_match_head(scan, at, limit, &row, &end) == BODY_HEAD) {
        phrase->end = end;
        if (!possessive || !is_capitalised(scan, at) || !is_capitalised(scan, end - 1)) return;
        phrase->of_body = (TokenRange){at, end};
        phrase->of_body_row = row;
    } else if (possessive && phrase->head == TITLE_HEAD) {
        read_of_name_after(scan, phrase, at);
    }
}

bool phrase_is_before_noun(const Scan *scan, uint32_t end, uint32_t limit)
{
    if (end >= limit) return false;
    if (is_joining_hyphen(scan, end)) return true;
    const Token *next = scan_token(scan, end);
    /* "the official Korean Central News Agency" */
    const Form *form = scan->marks[end].form;
    if (form != NULL && (form->kind == FORM_MEDIUM || form->kind == FORM_ORGANISATION) &&
        scan_token(scan, end - 1)->tag == TAG_ADJ)
        return true;
    return next->tag == TAG_NOUN && (next->flags & TOKEN_CAPITALISED) == 0;
}

/* "state media reports", "state TV sources" */
static uint32_t past_reports(const Scan *scan, uint32_t end, uint32_t limit)
{
    static const Str words[] = {STR_INIT("reports"), STR_INIT("sources"), STR_INIT("outlets"),
                                STR_INIT("accounts")};
    bool is_noun = end < limit && scan_token(scan, end)->tag == TAG_NOUN;
    return is_noun && str_is_one_of(scan_token(scan, end)->lower, words, COUNT(words)) ? end + 1
                                                                                       : end;
}

uint32_t phrase_past_members(const Scan *scan, uint32_t end, uint32_t limit)
{
    uint32_t row, next;
    if (end >= limit || phrase_match_head(scan, end, limit, &row, &next) != GROUP_HEAD) return end;
    return str_equal(scan->world->groups.items[row].sector, STR("MIL")) ? next : end;
}

static void read_head(const Scan *scan, Phrase *phrase, uint32_t at)
{
    uint32_t row = 0, end = at;
    phrase->end = at;
    if (at >= phrase->limit) return;
    phrase->head = phrase_match_head(scan, at, phrase->limit, &row, &end);
    if (phrase->head == NO_HEAD) return;
    phrase->is_plural = phrase->head == TITLE_HEAD && (row & 1) != 0;
    phrase->row = phrase->head == TITLE_HEAD ? row / 2 : row;
    phrase->head_range = (TokenRange){at, end};
    phrase->end = end;
    phrase->is_former = phrase->is_former || str_equal(scan_word(scan, at), STR("ex"));
    if (phrase->head == BODY_HEAD && scan->world->bodies.items[phrase->row].kind == BODY_FORCE)
        phrase->end = phrase_past_members(scan, end, phrase->limit);
    if (phrase->head == BODY_HEAD && scan->world->bodies.items[phrase->row].kind == BODY_MEDIA)
        phrase->end = past_reports(scan, end, phrase->limit);
    if (phrase->head != TITLE_HEAD) {
        read_of(scan, phrase);
        return;
    }
    /* "President-elect"; "Army Chief General": the first word for an office counts */
    if (end + 1 < phrase->limit && is_joining_hyphen(scan, end) &&
        (scan_flags(scan, end + 1) & WORD_FUTURE) != 0) {
        phrase->is_future = true;
        phrase->end = end + 2;
    }
    for (uint32_t i = 0; i < 3 && phrase->end < phrase->limit; i++) {
        uint32_t next =
            scan_match(scan, &scan->world->title_words, phrase->end, phrase->limit, &end);
        if (next == MAP_NONE || scan_mark(scan, phrase->end, phrase->limit).form != NULL) break;
        if (scan->world->titles.items[phrase->row].use == USE_STYLE) {
            phrase->row = next / 2;
            phrase->is_plural = (next & 1) != 0;
        }
        phrase->end = end;
        phrase->head_range.end = end;
    }
    read_of(scan, phrase);
}

/* The person whose "'s" ends just before this token; NONE. */
static uint32_t possessor_before(const Scan *scan, uint32_t token)
{
    if (scan->finds.count == 0 || token == 0 || !is_possessive(scan, token - 1)) return NONE;
    for (uint32_t back = 1; back <= 3 && back <= scan->finds.count; back++) {
        uint32_t index = scan->finds.count - back;
        const Find *find = &scan->finds.items[index];
        if (find->kind == FIND_PERSON && find->tokens.end == token - 1) return index;
    }
    return NONE;
}

/* "His Majesty", "Her Royal Highness": the pronoun is part of the title. */
static bool starts_style(const Scan *scan, uint32_t token, uint32_t limit)
{
    uint32_t end;
    return scan_match(scan, &scan->world->title_words, token, limit, &end) != MAP_NONE &&
           end > token + 1;
}

static bool read_phrase(Scan *scan, uint32_t token, uint32_t limit, uint32_t *out_end)
{
    Phrase phrase = {.first = token, .limit = limit};
    uint32_t at = token, flags = scan_flags(scan, token);
    phrase.owner_find = possessor_before(scan, token);
    phrase.is_definite = phrase.owner_find != NONE;
    if ((flags & WORD_DETERMINER) != 0 && !starts_style(scan, token, limit) &&
        !mark_can_own(scan, scan_mark(scan, token, limit), token)) {
        phrase.is_indefinite = (flags & WORD_INDEFINITE) != 0;
        phrase.is_definite = !phrase.is_indefinite;
        at++;
    }
    read_before(scan, &phrase, &at);
    read_head(scan, &phrase, at);
    return phrase_add(scan, &phrase, out_end);
}

/* ---- Names without a title ---------------------------------------------------------------- */

/* "China's Xi", "Russian Ann Example": whose the name is, by what stands just before. */
static Str owner_before(const Scan *scan, uint32_t token)
{
    if (scan->finds.count == 0 || token == 0) return (Str){NULL, 0};
    const Find *last = &scan->finds.items[scan->finds.count - 1];
    uint32_t end = last->tokens.end;
    if (is_possessive(scan, token - 1)) end++;
    bool owns =
        last->kind == FIND_STATE || last->kind == FIND_NATIONALITY || last->kind == FIND_METONYM;
    return owns && end == token ? last->owner : (Str){NULL, 0};
}

/* "the Petro administration": the government of the person just added. */
static uint32_t add_named_government(Scan *scan, uint32_t token, uint32_t end, uint32_t limit)
{
    uint32_t row, next;
    if (end >= limit || phrase_match_head(scan, end, limit, &row, &next) != BODY_HEAD) return end;
    const Body *body = &scan->world->bodies.items[row];
    if (!str_equal(body->id, STR("government")) || phrase_is_before_noun(scan, next, limit))
        return end;
    uint32_t person = scan->finds.count - 1;
    Find *find = scan_add(scan, FIND_BODY, (TokenRange){token, next}, (TokenRange){end, next},
                          STR("BODY-OF-PERSON"), 0.7f);
    find->row = row;
    find->owner_find = person;
    return next;
}

static bool read_name(Scan *scan, uint32_t token, uint32_t limit, uint32_t *out_end)
{
    NameRun run;
    if (!is_capitalised(scan, token) && label_starting(scan, token) == NULL) return false;
    if (!name_read(scan, token, limit, false, &run)) return false;
    *out_end = run.tokens.end;
    if (run.name_class == NAME_NONE) return true;
    Str owner = owner_before(scan, token);
    float confidence = run.leader != NONE ? 0.95f : run.name_class == NAME_PERSON ? 0.8f : 0.6f;
    scan_add_name(scan, &run, run.tokens, STR("NAME-PERSON"), confidence);
    Find *find = &scan->finds.items[scan->finds.count - 1];
    find->owner = owner;
    if (!run.is_by_rule)
        find->rule = STR("NET-NAME");
    else if (find->kind == FIND_ORGANISATION)
        find->rule = STR("NAME-ORG-HEAD");
    else if (find->kind == FIND_PLACE)
        find->rule = STR("NAME-PLACE-HEAD");
    if (find->kind == FIND_PERSON) *out_end = add_named_government(scan, token, *out_end, limit);
    return true;
}

/* Names of the lexicon that own nothing: media, leaders, and all that starts with "The". */
static bool read_mark(Scan *scan, uint32_t token, uint32_t limit, uint32_t *out_end)
{
    Mark mark = scan_mark(scan, token, limit);
    if (mark.form == NULL) return false;
    if (mark.form->kind == FORM_LEADER) return read_name(scan, token, limit, out_end);
    bool starts_the = is_word(scan, token, STR("the"));
    if (mark.form->kind != FORM_MEDIUM && !starts_the) return false;
    if (starts_the && mark_can_own(scan, mark, token) == false && mark.form->kind != FORM_MEDIUM)
        return false;
    if (starts_the && mark.form->kind != FORM_MEDIUM) {
        /* "the North's state media" is read as a phrase with an owner */
        uint32_t row, end, at = mark.end;
        if (at < limit && is_possessive(scan, at)) at++;
        if (at < limit && phrase_match_head(scan, at, limit, &row, &end) != NO_HEAD) return false;
    }
    mark_add(scan, mark, (TokenRange){token, mark.end});
    *out_end = mark.end;
    return true;
}

void noun_phrases_find(Scan *scan)
{
    const Document *doc = scan->doc;
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        TokenRange tokens = doc->sentences.items[i].tokens;
        for (uint32_t at = tokens.first; at < tokens.end;) {
            uint32_t end = at + 1;
            const Token *token = &doc->tokens.items[at];
            if (token->kind == TOKEN_WORD || token->kind == TOKEN_NUMBER) {
                bool found = collective_read(scan, at, tokens.end, &end) ||
                             read_mark(scan, at, tokens.end, &end) ||
                             several_states_read(scan, at, tokens.end, &end) ||
                             read_phrase(scan, at, tokens.end, &end) ||
                             read_name(scan, at, tokens.end, &end) ||
                             office_read(scan, at, tokens.end, &end);
                if (!found) end = at + 1;
            }
            at = end > at ? end : at + 1;
        }
    }
}
