/*
 * Runs of capitalised words: which are a person's name, which an organisation's or a place's.
 *
 *     "Waker-Uz-Zaman"                       after a title: a person
 *     "Nicole Grajewski"                     a given name first: a person
 *     "Institute for Far Eastern Studies"    an organisation's head word
 *     "Second Thomas Shoal"                  a place's head word
 */
#include "scan.h"

#define LONGEST_NAME_WORDS 6
#define LONGEST_ORGANISATION_TOKENS 12

static bool is_name_word(const Scan *scan, uint32_t token)
{
    const Token *here = scan_token(scan, token);
    if (here->kind != TOKEN_WORD || (here->flags & TOKEN_CAPITALISED) == 0) return false;
    return (scan_flags(scan, token) & WORD_CALENDAR) == 0 && scan_word(scan, token).len > 0 &&
           !str_equal(here->lower, STR("i"));
}

bool name_is_initial(const Scan *scan, uint32_t token)
{
    const Token *here = scan_token(scan, token);
    uint32_t len = here->span.end - here->span.start;
    return len <= 2 && is_capitalised(scan, token) && (len == 1 || str_ends(here->lower, STR(".")));
}

/* A title that ends a name: "Security Council Secretary ...". */
static bool starts_title(const Scan *scan, uint32_t token, uint32_t limit)
{
    uint32_t end;
    uint32_t value = scan_match(scan, &scan->world->title_words, token, limit, &end);
    if (value == MAP_NONE) return false;
    const Title *title = &scan->world->titles.items[value / 2];
    return title->use != USE_STYLE || str_ends(title->words, STR("."));
}

/* "al-", "bin", "van der": lower-case words inside a name, if a capital follows. */
static uint32_t skip_particles(const Scan *scan, uint32_t token, uint32_t limit)
{
    uint32_t at = token;
    while (at < limit && at < token + 3 && (scan_flags(scan, at) & WORD_PARTICLE) != 0) {
        at++;
        if (at < limit && is_joining_hyphen(scan, at)) at++;
    }
    return at > token && at < limit && is_name_word(scan, at) ? at : token;
}

typedef struct Run {
    uint32_t first;
    uint32_t end;
    uint32_t words; /* parts joined by hyphens count once */
    bool has_initial;
} Run;

/* Past what belongs to the word before: "-un" of "Jong-un", but not "-backed" of "Trump-backed"; a
 * small letter only after a family name. */
static uint32_t skip_hyphen_parts(const Scan *scan, uint32_t token, uint32_t limit, bool small_too)
{
    while (
        token + 1 < limit && is_joining_hyphen(scan, token) &&
        scan_token(scan, token + 1)->kind == TOKEN_WORD &&
        (scan->marks[token + 1].form == NULL || scan->marks[token + 1].form->kind == FORM_LEADER)) {
        bool small = !is_capitalised(scan, token + 1);
        if (small && (!small_too || (scan_flags(scan, token + 1) & WORD_COMPOUND) != 0)) break;
        token += 2;
    }
    return token;
}

/* "South China Sea", "West Philippine Sea": past the end, else at. */
static uint32_t skip_place_of_state(const Scan *scan, uint32_t first, uint32_t at, uint32_t limit)
{
    uint32_t end = scan->marks[at].end;
    if (at != first + 1 || end >= limit || !is_capitalised(scan, end)) return at;
    if ((scan_flags(scan, first) & WORD_NOT_A_NAME) == 0) return at;
    return (scan_flags(scan, end) & WORD_PLACE_HEAD) != 0 ? end + 1 : at;
}

/* "Progressive Conservative Party": a known organisation's name is only the end of this one's. */
static uint32_t skip_longer_party(const Scan *scan, uint32_t first, uint32_t at)
{
    Mark mark = scan->marks[at];
    bool organisation = mark.form->kind == FORM_ORGANISATION && mark.end > at + 1;
    bool given = (scan_flags(scan, first) & WORD_GIVEN) != 0;
    return organisation && !given && (scan_flags(scan, mark.end - 1) & WORD_ORG_HEAD) != 0
               ? mark.end
               : at;
}

/* Where every word has its capital: "President Lund | Says Berg Is Ill". */
static bool is_other_word(const Scan *scan, uint32_t token)
{
    Tag tag = (Tag)scan_token(scan, token)->tag;
    bool has_grammar = tag == TAG_VERB || tag == TAG_AUX || tag == TAG_ADP || tag == TAG_ADV ||
                       tag == TAG_SCONJ || tag == TAG_CCONJ || tag == TAG_DET || tag == TAG_PRON;
    return has_grammar || (scan_flags(scan, token) & WORD_NOT_A_NAME) != 0;
}

static Run collect_run(const Scan *scan, uint32_t token, uint32_t limit, uint32_t most_words)
{
    Run run = {.first = token, .end = token};
    while (run.end < limit && run.words < most_words) {
        uint32_t at = run.end;
        if (at > token && scan->marks[at].form != NULL) {
            uint32_t end = skip_longer_party(scan, token, at);
            if (end == at) end = skip_place_of_state(scan, token, at, limit);
            if (end > at) {
                run.end = end;
                run.words += 2;
            }
            break;
        }
        if (at > token && starts_title(scan, at, limit)) break;
        if (at > token) at = skip_particles(scan, at, limit);
        if (!is_name_word(scan, at)) break;
        if (at > token && scan->title_case[scan_token(scan, at)->sentence] &&
            is_other_word(scan, at))
            break;
        run.has_initial = run.has_initial || (run.words > 0 && name_is_initial(scan, at));
        run.end =
            skip_hyphen_parts(scan, at + 1, limit, run.words > 0 || scan_word(scan, at).len < 5);
        run.words++;
    }
    while (run.end < limit && run.words > 0 && (scan_flags(scan, run.end) & WORD_SUFFIX) != 0 &&
           is_capitalised(scan, run.end))
        run.end++;
    return run;
}

/* "Supreme People's Assembly" */
static uint32_t skip_name_words(const Scan *scan, uint32_t token, uint32_t limit)
{
    while (token < limit && is_name_word(scan, token)) {
        token++;
        if (token + 1 < limit && is_possessive(scan, token) && is_name_word(scan, token + 1) &&
            (scan_flags(scan, token + 1) & WORD_ORG_HEAD) != 0)
            token++;
    }
    return token;
}

/* "Institute for Far Eastern Studies", "Ministry of Truth and Love". */
static uint32_t extend_organisation(const Scan *scan, uint32_t end, uint32_t limit)
{
    uint32_t most = end + LONGEST_ORGANISATION_TOKENS;
    while (end + 1 < limit && end < most) {
        bool joins = is_word(scan, end, STR("of")) || is_word(scan, end, STR("for")) ||
                     is_word(scan, end, STR("on"));
        uint32_t next = end + 1;
        if (!joins) break;
        if (next + 1 < limit && is_word(scan, next, STR("the"))) next++;
        if (!is_name_word(scan, next)) break;
        next = skip_name_words(scan, next, limit < most ? limit : most);
        if (next + 1 < limit && is_word(scan, next, STR("and")) && is_name_word(scan, next + 1) &&
            scan->marks[next + 1].form == NULL && !starts_title(scan, next + 1, limit)) {
            next = skip_name_words(scan, next + 1, limit < most ? limit : most);
        }
        end = next;
    }
    return end;
}

static uint32_t flags_of_last(const Scan *scan, const Run *run)
{
    uint32_t last = run->end - 1;
    while (last > run->first && (scan_flags(scan, last) & WORD_SUFFIX) != 0) last--;
    return scan_flags(scan, last);
}

bool is_followed_by_age(const Scan *scan, uint32_t end, uint32_t limit)
{
    return end + 2 < limit && is_word(scan, end, STR(",")) &&
           scan_token(scan, end + 1)->kind == TOKEN_NUMBER && is_word(scan, end + 2, STR(","));
}

static NameClass classify(const Scan *scan, const Run *run, uint32_t limit, bool titled)
{
    uint32_t first = scan_flags(scan, run->first), last = flags_of_last(scan, run);
    bool given = (first & WORD_GIVEN) != 0;
    if (titled)
        return run->words > 1 && !given && (last & WORD_ORG_HEAD) != 0 ? NAME_NONE : NAME_PERSON;
    if (run->words > 1) {
        if ((last & WORD_ORG_HEAD) != 0) return NAME_ORGANISATION;
        if ((last & WORD_THING_HEAD) != 0 || (first & WORD_THING_BEFORE) != 0) return NAME_NONE;
        if ((last & WORD_PLACE_HEAD) != 0 || (first & WORD_PLACE_BEFORE) != 0) return NAME_PLACE;
    }
    if (is_followed_by_age(scan, run->end, limit)) return NAME_PERSON;
    if (run->words == 1) return NAME_SHORT;
    if (run->words > 5) return NAME_NONE;
    /* "Chang Bo-ram" */
    uint32_t end = run->end - 1;
    if (run->words == 2 && is_joining_hyphen(scan, end - 1) && !is_capitalised(scan, end))
        return NAME_PERSON;
    return given || run->has_initial ? NAME_PERSON : NAME_MAYBE;
}

/* "Jordan Bardella": a given name that is also a state's, before a family name. */
static bool is_given_name_here(const Scan *scan, uint32_t token, uint32_t limit)
{
    return scan->marks[token].end == token + 1 && (scan_flags(scan, token) & WORD_GIVEN) != 0 &&
           token + 1 < limit && is_name_word(scan, token + 1) &&
           scan->marks[token + 1].form == NULL && !starts_title(scan, token + 1, limit) &&
           (scan_flags(scan, token + 1) & (WORD_ORG_HEAD | WORD_PLACE_HEAD)) == 0;
}

static bool read_leader(const Scan *scan, uint32_t token, uint32_t limit, NameRun *out)
{
    Mark mark = scan_mark(scan, token, limit);
    if (mark.form == NULL || mark.form->kind != FORM_LEADER) return false;
    /* "Jr.": the child of the one whom the data know */
    if (mark.end < limit && (scan_flags(scan, mark.end) & WORD_SUFFIX) != 0 &&
        is_capitalised(scan, mark.end) && label_over(scan, mark.end) != NULL)
        return false;
    *out = (NameRun){{token, mark.end}, NAME_PERSON, NAME_TYPE_NONE, mark.form->row, true};
    return true;
}

static NameClass class_of_type(NameType type)
{
    switch (type) {
    case NAME_TYPE_PERSON: return NAME_PERSON;
    case NAME_TYPE_ORGANISATION: return NAME_ORGANISATION;
    case NAME_TYPE_COUNTRY:
    case NAME_TYPE_PLACE:
    case NAME_TYPE_FACILITY: return NAME_PLACE;
    case NAME_TYPE_PEOPLE: return NAME_PEOPLE;
    case NAME_TYPE_EVENT:
    case NAME_TYPE_WORK: return NAME_THING;
    case NAME_TYPE_NONE:
    case NAME_TYPE_COUNT: break;
    }
    return NAME_NONE;
}

/* What the rules know of a person's name beyond the network's: "-un", "bin Example", "Jr." */
static uint32_t extend_person(const Scan *scan, uint32_t end, uint32_t limit)
{
    bool ends_in_particle = end > 0 && (scan_flags(scan, end - 1) & WORD_PARTICLE) != 0;
    if (ends_in_particle && end < limit && is_capitalised(scan, end)) end++;
    uint32_t next = skip_hyphen_parts(scan, end, limit, true);
    uint32_t after = skip_particles(scan, next, limit);
    if (after > next) next = skip_hyphen_parts(scan, after + 1, limit, true);
    while (next < limit && (scan_flags(scan, next) & WORD_SUFFIX) != 0 &&
           is_capitalised(scan, next))
        next++;
    return next;
}

/* "the storm Ana KIM Jong Un": capitals begin the name of a leader; where the label before ends. */
static uint32_t end_before_capitals(const Scan *scan, TokenRange label)
{
    if ((scan_token(scan, label.first)->flags & TOKEN_ALL_CAPS) != 0) return label.end;
    for (uint32_t i = label.first + 1; i < label.end; i++) {
        const Form *form = scan->marks[i].form;
        bool is_leader = form != NULL && form->kind == FORM_LEADER;
        if (is_leader && scan->marks[i].end == label.end && label.end > i + 1 &&
            (scan_token(scan, i)->flags & TOKEN_ALL_CAPS) != 0)
            return i;
    }
    return label.end;
}

/* The name that the network sees here, if it is longer than what the lexicon knows. */
static bool read_label(const Scan *scan, uint32_t token, uint32_t limit, bool titled, NameRun *out)
{
    const Label *label = label_starting(scan, token);
    if (label == NULL || label->tokens.end > limit) return false;
    if (titled && label->type != NAME_TYPE_PERSON) return false;
    Mark mark = scan->marks[token];
    if (mark.form != NULL &&
        (mark.end >= label->tokens.end || scan->title_case[scan_token(scan, token)->sentence]))
        return false;
    TokenRange tokens = {label->tokens.first, end_before_capitals(scan, label->tokens)};
    if (label->type == NAME_TYPE_PERSON) tokens.end = extend_person(scan, tokens.end, limit);
    *out = (NameRun){tokens, class_of_type(label->type), label->type, NONE, false};
    return true;
}

/* In eighths of a nat: what looks less like a name is none. */
#define LEAST_TITLED (-48) /* after a title */
#define LEAST_SHORT (-32)  /* one word, which must be somebody's short name */
#define LEAST_HEADED (-16) /* ends with the word for an organisation or a place */
#define LEAST_PERSON 0     /* with a given name, an initial, an age */
#define LEAST_BARE 8       /* without any sign */

static int32_t least_score(NameClass name_class, bool titled)
{
    if (titled) return LEAST_TITLED;
    switch (name_class) {
    case NAME_SHORT: return LEAST_SHORT;
    case NAME_ORGANISATION:
    case NAME_PLACE: return LEAST_HEADED;
    case NAME_PERSON: return LEAST_PERSON;
    case NAME_NONE:
    case NAME_MAYBE:
    case NAME_THING:
    case NAME_PEOPLE: break;
    }
    return LEAST_BARE;
}

/* A name by its last word that holds whole names of the network: "Second Thomas Shoal". */
static bool holds_labels(const Scan *scan, TokenRange run)
{
    const Label *first = label_over(scan, run.first), *last = label_over(scan, run.end - 1);
    return (first == NULL || first->tokens.first >= run.first) &&
           (last == NULL || last->tokens.end <= run.end);
}

static bool has_label(const Scan *scan, TokenRange run)
{
    for (uint32_t i = run.first; i < run.end; i++)
        if (scan->label_of[i] != NONE) return true;
    return false;
}

/* What the network takes for no name, or cuts otherwise. */
static bool is_denied(const Scan *scan, TokenRange run, NameClass name_class, bool titled)
{
    bool by_head = name_class == NAME_ORGANISATION || name_class == NAME_PLACE;
    if (label_best_score(scan, run) < least_score(name_class, titled)) return true;
    if (titled || !has_label(scan, run)) return false;
    return !by_head || !holds_labels(scan, run);
}

static uint32_t most_words_here(const Scan *scan, uint32_t token, bool titled)
{
    if (!scan->title_case[scan_token(scan, token)->sentence]) return LONGEST_NAME_WORDS;
    if ((scan_flags(scan, token) & WORD_GIVEN) != 0) return 2;
    return titled ? 2 : 1;
}

/* Where a capital says nothing: at the start of a sentence or quotation, and in headlines. */
static bool is_start(const Scan *scan, uint32_t token)
{
    return token == scan_sentence_first(scan, token) ||
           scan_token(scan, token - 1)->tag == TAG_PUNCT ||
           scan_token(scan, token - 1)->kind == TOKEN_QUOTE ||
           scan_token(scan, token - 1)->kind == TOKEN_PUNCT ||
           scan->title_case[scan_token(scan, token)->sentence];
}

static bool read_by_rule(const Scan *scan, uint32_t token, uint32_t limit, bool titled,
                         NameRun *out)
{
    if (scan->marks[token].form != NULL && !is_given_name_here(scan, token, limit)) return false;
    if (!titled && (scan_flags(scan, token) & WORD_NOT_A_NAME) != 0 && is_start(scan, token))
        return false;
    uint32_t first = titled ? skip_particles(scan, token, limit) : token;
    if (!is_name_word(scan, first)) return false;

    Run run = collect_run(scan, first, limit, most_words_here(scan, first, titled));
    if (run.words == 0) return false;
    run.first = token;
    NameClass name_class = classify(scan, &run, limit, titled);
    if (titled && name_class == NAME_NONE) return false; /* "secretary of the Central Committee" */
    bool org_first = !titled && (scan_flags(scan, token) & WORD_ORG_HEAD) != 0;
    if (name_class == NAME_ORGANISATION || org_first) {
        uint32_t end = extend_organisation(scan, run.end, limit);
        if (end > run.end) name_class = NAME_ORGANISATION;
        run.end = end;
    }
    *out = (NameRun){{run.first, run.end}, name_class, NAME_TYPE_NONE, NONE, true};
    return true;
}

static bool is_same_range(TokenRange a, TokenRange b)
{
    return a.first == b.first && a.end == b.end;
}

/* Whether the rules know better how far the name goes: by its last word, or after a title. */
static bool is_longer_by_rule(const Scan *scan, const NameRun *ruled, const NameRun *labelled,
                              bool titled)
{
    if (ruled->tokens.end <= labelled->tokens.end) return false;
    if (!titled) return ruled->name_class == NAME_ORGANISATION || ruled->name_class == NAME_PLACE;
    for (uint32_t i = labelled->tokens.end; i < ruled->tokens.end; i++) {
        const Label *label = label_over(scan, i);
        if (label != NULL && label->type != NAME_TYPE_PERSON) return false;
    }
    return true;
}

/* "Economic Community of Examples (ECE)": the letters say how far the name goes. */
static bool read_long_form(const Scan *scan, uint32_t token, uint32_t limit, NameRun *out)
{
    const LongForm *form = long_form_starting(scan, token);
    if (form == NULL || form->tokens.end > limit) return false;
    *out = (NameRun){form->tokens, class_of_type(form->type), form->type, NONE, form->has_head};
    return true;
}

/* "Undersecretary | (Ann) Example" */
static bool read_in_brackets(const Scan *scan, uint32_t token, uint32_t limit, NameRun *out)
{
    if (token + 3 >= limit || !is_word(scan, token, STR("(")) ||
        !is_word(scan, token + 2, STR(")")) || !is_name_word(scan, token + 1))
        return false;
    if ((scan_token(scan, token + 1)->flags & TOKEN_ALL_CAPS) != 0 ||
        !is_name_word(scan, token + 3) || !read_by_rule(scan, token + 3, limit, true, out))
        return false;
    out->tokens.first = token;
    return true;
}

#define LONGEST_HANDLE 40

/* "@theAnnExample": the words it is made of, from the last but one on, are a leader's name. */
static bool read_handle(const Scan *scan, uint32_t token, NameRun *out)
{
    Str text = document_str(scan->doc, scan_token(scan, token)->span);
    char words[LONGEST_HANDLE + 1];
    uint32_t len = 0, capitals = 0;
    if (text.len < 4 || text.len > LONGEST_HANDLE / 2 || text.data[0] != '@') return false;
    for (uint32_t i = (uint32_t)text.len; i-- > 1 && capitals < 2;) {
        char letter = text.data[i];
        words[LONGEST_HANDLE - ++len] = letter;
        if (letter < 'A' || letter > 'Z') continue;
        if (++capitals < 2) words[LONGEST_HANDLE - ++len] = ' ';
    }
    if (capitals < 2) return false;
    Str name = {words + LONGEST_HANDLE - len, len};
    uint32_t leader =
        map_find(&scan->world->leader_by_name, world_normal_name(scan->world, name, scan->scratch));
    if (leader == MAP_NONE) return false;
    *out = (NameRun){{token, token + 1}, NAME_PERSON, NAME_TYPE_NONE, leader, true};
    return true;
}

/* The network's name, unless the rules know a longer one. */
bool name_read(const Scan *scan, uint32_t token, uint32_t limit, bool titled, NameRun *out)
{
    NameRun ruled;
    if (read_leader(scan, token, limit, out)) return true;
    if (read_handle(scan, token, out)) return true;
    if (titled && read_in_brackets(scan, token, limit, out)) return true;
    if (!titled && read_long_form(scan, token, limit, out)) return true;
    bool is_labelled = read_label(scan, token, limit, titled, out);
    if (!read_by_rule(scan, token, limit, titled, &ruled)) return is_labelled;
    bool is_accepted = !is_denied(scan, ruled.tokens, ruled.name_class, titled);
    if (!is_labelled) {
        if (is_accepted) *out = ruled;
        return is_accepted;
    }
    if (is_accepted && is_longer_by_rule(scan, &ruled, out, titled)) {
        ruled.type = out->type;
        *out = ruled;
    }
    out->is_by_rule =
        is_same_range(ruled.tokens, out->tokens) && ruled.name_class == out->name_class;
    return true;
}
