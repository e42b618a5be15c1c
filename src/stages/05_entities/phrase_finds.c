/*
 * What a phrase that was read stands for.
 *
 *     owner North Korean, head "leader", then the name Kim Jong Un     a titled person
 *     owner North Korean, head "leader", no name                       a role
 *     owner Russia, head "foreign ministry"                            a body of that state
 *
 * The owner becomes a find of its own, whatever the phrase is.
 */
#include "phrase.h"

static Str phrase_owner(const Scan *scan, const Phrase *phrase)
{
    Mark mark = phrase->owner_mark.form != NULL ? phrase->owner_mark : phrase->of_mark;
    return mark_owner(scan, mark);
}

void scan_add_name(Scan *scan, const NameRun *run, TokenRange tokens, Str rule, float confidence)
{
    FindKind kind = run->name_class == NAME_ORGANISATION ? FIND_ORGANISATION
                    : run->name_class == NAME_PLACE      ? FIND_PLACE
                    : run->name_class == NAME_THING      ? FIND_THING
                    : run->name_class == NAME_PEOPLE     ? FIND_NATIONALITY
                                                         : FIND_PERSON;
    Find *find = scan_add(scan, kind, tokens, run->tokens, rule, confidence);
    find->name_class = run->name_class;
    find->type = run->type;
    if (run->leader != NONE) find->row = run->leader;
}

static void add_owners(Scan *scan, const Phrase *phrase)
{
    if (phrase->owner_mark.form != NULL) mark_add(scan, phrase->owner_mark, phrase->owner_range);
    if (phrase->of_mark.form != NULL) mark_add(scan, phrase->of_mark, phrase->of_range);
    if (phrase->of_body.end > phrase->of_body.first) {
        Find *find = scan_add(scan, FIND_BODY, phrase->of_body, phrase->of_body,
                              STR("BODY-OF-STATE"), 0.85f);
        find->row = phrase->of_body_row;
        find->owner = mark_owner(scan, phrase->of_mark);
    }
    if (phrase->of_name_mark.form != NULL)
        mark_add(scan, phrase->of_name_mark, phrase->of_name_range);
    if (phrase->of_name.name_class != NAME_ORGANISATION) return;
    scan_add_name(scan, &phrase->of_name, phrase->of_name.tokens, STR("NAME-ORG-HEAD"), 0.7f);
    scan->finds.items[scan->finds.count - 1].owner = mark_owner(scan, phrase->of_name_mark);
}

static void set_phrase(const Scan *scan, const Phrase *phrase, Find *find)
{
    find->owner = phrase_owner(scan, phrase);
    find->owner_find = phrase->owner_find;
    find->is_definite = phrase->is_definite;
    find->is_indefinite = phrase->is_indefinite;
    find->is_former = phrase->is_former;
    find->is_future = phrase->is_future;
    find->is_plural = phrase->is_plural;
    find->is_of_name = phrase->of_name.name_class == NAME_ORGANISATION &&
                       phrase->owner_mark.form == NULL && phrase->owner_find == NONE;
}

/* "Presidents Ann Example and Bob Example": the title is everybody's. */
static uint32_t add_more_names(Scan *scan, const Phrase *phrase, uint32_t end)
{
    for (uint32_t i = 0; i < 4; i++) {
        uint32_t at = end;
        if (at < phrase->limit && is_word(scan, at, STR(","))) at++;
        if (at < phrase->limit && is_word(scan, at, STR("and"))) at++;
        NameRun run;
        if (at == end || at >= phrase->limit || !name_read(scan, at, phrase->limit, true, &run))
            break;
        scan_add_name(scan, &run, run.tokens, STR("NAME-TITLE-SHARED"), 0.85f);
        Find *find = &scan->finds.items[scan->finds.count - 1];
        find->title_row = phrase->row;
        find->owner = phrase_owner(scan, phrase);
        end = run.tokens.end;
    }
    return end;
}

/* In a headline every word has a capital: only names that the data know count. */
static bool is_known_name(const Scan *scan, TokenRange name)
{
    if ((scan_flags(scan, name.first) & WORD_GIVEN) != 0) return true;
    Str last = world_normal_name(scan->world, scan_word(scan, name.end - 1), scan->scratch);
    Str first = world_normal_name(scan->world, scan_word(scan, name.first), scan->scratch);
    return map_find(&scan->world->leader_by_family, last) != MAP_NONE ||
           map_find(&scan->world->leader_by_family, first) != MAP_NONE;
}

static bool add_titled_name(Scan *scan, const Phrase *phrase, uint32_t *out_end)
{
    NameRun run;
    const Title *title = &scan->world->titles.items[phrase->row];
    if (phrase->end >= phrase->limit) return false;
    if (!name_read(scan, phrase->end, phrase->limit, true, &run)) return false;
    if (title->use == USE_ROLE && run.leader == NONE &&
        (is_capitalised(scan, phrase->head_range.first) || run.tokens.end < run.tokens.first + 2))
        return false;
    if (run.leader == NONE && scan->title_case[scan_token(scan, phrase->end)->sentence] &&
        (phrase->is_plural || (run.type != NAME_TYPE_PERSON && !is_known_name(scan, run.tokens))))
        return false;
    TokenRange tokens = {phrase->first, run.tokens.end};
    scan_add_name(scan, &run, tokens, STR("NAME-TITLED"), 0.95f);
    Find *find = &scan->finds.items[scan->finds.count - 1];
    set_phrase(scan, phrase, find);
    find->title_row = phrase->row;
    find->title = (TokenRange){tokens.first, run.tokens.first};
    add_owners(scan, phrase);
    *out_end = phrase->is_plural ? add_more_names(scan, phrase, run.tokens.end) : run.tokens.end;
    return true;
}

/* "Ann Example, president of ..." */
static bool is_after_name(const Scan *scan, uint32_t token)
{
    if (scan->finds.count == 0 || token == 0 || !is_word(scan, token - 1, STR(","))) return false;
    for (uint32_t back = 1; back <= 4 && back <= scan->finds.count; back++) {
        const Find *find = &scan->finds.items[scan->finds.count - back];
        if (find->kind == FIND_PERSON && find->tokens.end == token - 1) return true;
    }
    return false;
}

/* "leaders", "officials" without a country: a group. */
static bool add_leaders_alone(Scan *scan, const Phrase *phrase, uint32_t *out_end)
{
    uint32_t end;
    uint32_t row =
        scan_match(scan, &scan->world->group_words, phrase->head_range.first, phrase->limit, &end);
    if (row == MAP_NONE || end != phrase->head_range.end || !scan->world->groups.items[row].alone)
        return false;
    Find *find = scan_add(scan, FIND_GROUP, (TokenRange){phrase->first, end}, phrase->head_range,
                          STR("GROUP"), 0.7f);
    find->row = row;
    find->is_definite = phrase->is_definite;
    *out_end = end;
    return true;
}

static bool add_role(Scan *scan, const Phrase *phrase, uint32_t *out_end)
{
    const Title *title = &scan->world->titles.items[phrase->row];
    bool owned = phrase->owner_mark.form != NULL || phrase->of_mark.form != NULL ||
                 phrase->owner_find != NONE || phrase->of_name_mark.form != NULL;
    bool capital = is_capitalised(scan, phrase->head_range.first) && title->head != HEAD_NO;
    if (title->use == USE_STYLE || phrase_is_before_noun(scan, phrase->end, phrase->limit))
        return false;
    if (phrase->is_plural && !owned) return add_leaders_alone(scan, phrase, out_end);
    if (!owned && !phrase->is_definite && !phrase->is_indefinite && !capital &&
        !is_after_name(scan, phrase->first))
        return false;
    FindKind kind = phrase->is_plural ? FIND_GROUP : FIND_ROLE;
    TokenRange tokens = {phrase->first, phrase->end};
    Find *find = scan_add(scan, kind, tokens, phrase->head_range,
                          phrase->is_plural ? STR("GROUP-ROLES") : STR("ROLE"), 0.7f);
    find->title_row = phrase->row;
    find->title = tokens;
    set_phrase(scan, phrase, find);
    add_owners(scan, phrase);
    *out_end = phrase->end;
    return true;
}

/* "the Russian army and people": the second word belongs to the same owner. */
static uint32_t add_joined_heads(Scan *scan, const Phrase *phrase, uint32_t end)
{
    if (end + 1 >= phrase->limit || !is_word(scan, end, STR("and"))) return end;
    uint32_t row, next;
    HeadKind head = phrase_match_head(scan, end + 1, phrase->limit, &row, &next);
    if (head != BODY_HEAD && head != GROUP_HEAD) return end;
    TokenRange range = {end + 1, next};
    Find *find = scan_add(scan, head == BODY_HEAD ? FIND_BODY : FIND_GROUP, range, range,
                          STR("GROUP-JOINED"), 0.75f);
    find->row = row;
    find->owner = phrase_owner(scan, phrase);
    find->owner_find = phrase->owner_find;
    return next;
}

/* "China Coast Guard ships": the name is a body's, and the ships are that body. */
static bool add_named_force(Scan *scan, const Phrase *phrase, uint32_t *out_end)
{
    const Form *form = phrase->owner_mark.form;
    bool is_next = phrase->owner_range.end == phrase->head_range.first;
    if (form == NULL || form->kind != FORM_METONYM || !is_next) return false;
    if (scan->world->metonyms.items[form->row].body.len == 0) return false;
    if (phrase_past_members(scan, phrase->head_range.first, phrase->limit) != phrase->end)
        return false;
    if (phrase_is_before_noun(scan, phrase->end, phrase->limit)) return false;
    mark_add(scan, phrase->owner_mark, (TokenRange){phrase->owner_range.first, phrase->end});
    *out_end = phrase->end;
    return true;
}

/* "Parliament approved", in a headline "Army says": a capital instead of the article. */
static bool is_body_by_capital(const Scan *scan, const Phrase *phrase)
{
    const Body *body = &scan->world->bodies.items[phrase->row];
    if (str_equal(body->id, STR("parliament")) && phrase->end == phrase->first + 1 &&
        is_word(scan, phrase->first, STR("parliament")))
        return true; /* has no article: "told parliament" */
    uint32_t token = phrase->head_range.first;
    const Token *word = scan_token(scan, token);
    bool is_subject = word->relation == REL_NSUBJ || word->relation == REL_NSUBJ_PASS;
    bool may_tell = token > scan_sentence_first(scan, token) || scan->title_case[word->sentence];
    if (body->kind == BODY_FORCE && phrase->head_range.end > token + 1) {
        uint32_t end; /* "Republican guards"; but "Border guards" are people */
        bool is_group =
            scan_match(scan, &scan->world->group_words, token, phrase->limit, &end) != MAP_NONE;
        Relation relation = scan_token(scan, phrase->end - 1)->relation;
        return !is_group && phrase->first == token && is_capitalised(scan, token) &&
               phrase->end == phrase->head_range.end &&
               (relation == REL_NSUBJ || relation == REL_NSUBJ_PASS);
    }
    return phrase->end == token + 1 && phrase->first == token && is_subject && may_tell &&
           is_capitalised(scan, token);
}

/* "hundreds of | officers" */
static bool is_counted_force(const Scan *scan, const Phrase *phrase)
{
    static const Str counts[] = {STR_INIT("hundreds"), STR_INIT("thousands"), STR_INIT("dozens"),
                                 STR_INIT("scores"), STR_INIT("tens")};
    uint32_t first = phrase->first;
    if (phrase->head != GROUP_HEAD || first < scan_sentence_first(scan, first) + 2) return false;
    Str sector = scan->world->groups.items[phrase->row].sector;
    return (str_equal(sector, STR("MIL")) || str_equal(sector, STR("COP"))) &&
           is_word(scan, first - 1, STR("of")) &&
           str_is_one_of(scan_word(scan, first - 2), counts, COUNT(counts));
}

static bool add_body_or_group(Scan *scan, const Phrase *phrase, uint32_t *out_end)
{
    bool owned = phrase->owner_mark.form != NULL || phrase->of_mark.form != NULL ||
                 phrase->owner_find != NONE;
    bool is_body = phrase->head == BODY_HEAD;
    bool is_definite = phrase->is_definite || (is_body && is_body_by_capital(scan, phrase));
    bool plain = phrase->head_range.first <= phrase->first + 1;
    bool alone = !is_body &&
                 (scan->world->groups.items[phrase->row].alone || is_counted_force(scan, phrase));
    if (!owned && !alone && !(is_body && is_definite && plain)) {
        if (!is_body || scan->world->bodies.items[phrase->row].kind == BODY_OFFICE) return false;
        if (scan->world->bodies.items[phrase->row].kind == BODY_FORCE) return false;
        if (phrase->head_range.end - phrase->head_range.first < 2) return false;
    }
    if (phrase_is_before_noun(scan, phrase->end, phrase->limit)) return false;
    /* "the military and political side" */
    if (!owned && is_body && scan_token(scan, phrase->head_range.end - 1)->tag == TAG_ADJ)
        return false;
    TokenRange tokens = {phrase->first, phrase->end};
    bool named = is_body && is_capitalised(scan, phrase->head_range.end - 1);
    if (named && (scan_flags(scan, tokens.first) & WORD_DETERMINER) != 0 &&
        tokens.first + 1 < phrase->end &&
        !mark_can_own(scan, scan->marks[tokens.first], tokens.first))
        tokens.first++; /* a name has no article */
    Find *find = scan_add(scan, is_body ? FIND_BODY : FIND_GROUP, tokens, phrase->head_range,
                          is_body ? STR("BODY") : STR("GROUP"), 0.85f);
    find->row = phrase->row;
    set_phrase(scan, phrase, find);
    add_owners(scan, phrase);
    *out_end = owned ? add_joined_heads(scan, phrase, phrase->end) : phrase->end;
    return true;
}

/* "the Ulaanbaatar News Agency": capitals make it a name and no description. */
static bool add_named_outlet(Scan *scan, const Phrase *phrase, uint32_t *out_end)
{
    bool named = phrase->owner_mark.form != NULL && !phrase->owner_is_possessive &&
                 is_capitalised(scan, phrase->head_range.first) &&
                 is_capitalised(scan, phrase->head_range.end - 1);
    if (!named) return false;
    NameRun run = {.tokens = {phrase->owner_range.first, phrase->head_range.end},
                   .name_class = NAME_ORGANISATION,
                   .type = NAME_TYPE_ORGANISATION,
                   .leader = NONE};
    TokenRange tokens = {phrase->first, phrase->head_range.end};
    if ((scan_flags(scan, tokens.first) & WORD_DETERMINER) != 0) tokens.first++;
    scan_add_name(scan, &run, tokens, STR("NAME-OUTLET"), 0.8f);
    scan->finds.items[scan->finds.count - 1].owner = phrase_owner(scan, phrase);
    *out_end = phrase->head_range.end;
    return true;
}

/* "the Daily | Beacon", "the Organization | for Coastal Trade": the word begins a name. */
static bool opens_name(const Scan *scan, const Phrase *phrase)
{
    uint32_t at = phrase->end;
    if (at + 1 >= phrase->limit || scan->title_case[scan_token(scan, at)->sentence]) return false;
    if (!is_capitalised(scan, phrase->head_range.end - 1)) return false;
    if (is_word(scan, at, STR("for")) || is_word(scan, at, STR("of"))) at++;
    Tag tag = (Tag)scan_token(scan, at)->tag;
    return is_capitalised(scan, at) && (tag == TAG_PROPN || tag == TAG_ADJ) &&
           (scan_flags(scan, at) & WORD_CALENDAR) == 0;
}

/* "the report said", "according to the report"; others are papers that lie somewhere. */
static bool is_silent_report(const Scan *scan, const Phrase *phrase)
{
    uint32_t first = phrase->first, noun = phrase->head_range.first;
    if (!is_word(scan, noun, STR("report"))) return false;
    bool alone = phrase->owner_mark.form == NULL && phrase->of_mark.form == NULL &&
                 phrase->owner_find == NONE && phrase->is_definite && noun == first + 1;
    bool told = first >= 2 && is_word(scan, first - 1, STR("to")) &&
                is_word(scan, first - 2, STR("according"));
    uint32_t verb = scan_token(scan, noun)->head;
    bool says = verb != NONE && scan_token(scan, noun)->relation == REL_NSUBJ &&
                (world_word_flags(scan->world, scan_token(scan, verb)->lemma) & WORD_REPORT) != 0;
    return !alone || (!told && !says);
}

static bool add_outlet(Scan *scan, const Phrase *phrase, uint32_t *out_end)
{
    if (is_silent_report(scan, phrase)) return false;
    if (add_named_outlet(scan, phrase, out_end)) return true;
    if (opens_name(scan, phrase)) return false;
    bool owned = phrase->owner_mark.form != NULL || phrase->of_mark.form != NULL;
    bool after_name = phrase->first > 0 && is_word(scan, phrase->first - 1, STR(","));
    if (!owned && !phrase->is_definite && !(phrase->is_indefinite && after_name)) return false;
    if (phrase_is_before_noun(scan, phrase->end, phrase->limit)) return false;
    NameRun run;
    if (phrase->end < phrase->limit && (scan->marks[phrase->end].form != NULL ||
                                        name_read(scan, phrase->end, phrase->limit, false, &run)))
        return false; /* "the news agency Xinhua" */
    Find *find = scan_add(scan, FIND_OUTLET, (TokenRange){phrase->first, phrase->end},
                          phrase->head_range, STR("ROLE-OUTLET"), 0.7f);
    find->row = phrase->row;
    set_phrase(scan, phrase, find);
    add_owners(scan, phrase);
    *out_end = phrase->end;
    return true;
}

/* "China Institutes of Contemporary Studies", "the Philippine Sea". */
static bool add_owned_name(Scan *scan, const Phrase *phrase, uint32_t *out_end)
{
    NameRun run;
    uint32_t at = phrase->owner_range.end;
    if (phrase->owner_is_possessive || at >= phrase->limit || !is_capitalised(scan, at))
        return false;
    if (!name_read(scan, at, phrase->limit, false, &run)) return false;
    uint32_t last = scan_flags(scan, run.tokens.end - 1);
    bool organisation = run.name_class == NAME_ORGANISATION || (last & WORD_ORG_HEAD) != 0;
    bool place = (last & WORD_PLACE_HEAD) != 0;
    if (!organisation && !place) return false;
    run.tokens.first = phrase->owner_range.first;
    run.name_class = organisation ? NAME_ORGANISATION : NAME_PLACE;
    scan_add_name(scan, &run, run.tokens,
                  organisation ? STR("NAME-OWNED-ORG") : STR("NAME-OWNED-PLACE"), 0.7f);
    if (organisation) scan->finds.items[scan->finds.count - 1].owner = phrase_owner(scan, phrase);
    *out_end = run.tokens.end;
    return true;
}

/* "India Diaries": the network sees a longer name here than the lexicon. */
static bool add_longer_label(Scan *scan, const Phrase *phrase, uint32_t *out_end)
{
    NameRun run;
    uint32_t first = phrase->owner_range.first;
    const Label *label = label_starting(scan, first);
    if (label == NULL || label->tokens.end <= phrase->owner_range.end) return false;
    if (!name_read(scan, first, phrase->limit, false, &run)) return false;
    scan_add_name(scan, &run, run.tokens, STR("NET-NAME"), 0.7f);
    if (run.name_class != NAME_PERSON && run.name_class != NAME_PEOPLE)
        scan->finds.items[scan->finds.count - 1].owner = phrase_owner(scan, phrase);
    *out_end = run.tokens.end;
    return true;
}

static bool add_owner_alone(Scan *scan, const Phrase *phrase, uint32_t *out_end)
{
    if (phrase->owner_mark.form == NULL) return false;
    if (add_longer_label(scan, phrase, out_end)) return true;
    if (add_owned_name(scan, phrase, out_end)) return true;
    mark_add(scan, phrase->owner_mark, phrase->owner_range);
    *out_end = phrase->owner_range.end;
    return true;
}

/* "The 71-year-old said": somebody named before, told by the age alone. */
static bool add_aged(Scan *scan, const Phrase *phrase, uint32_t *out_end)
{
    uint32_t end = phrase->age_end;
    if (end == 0 || end != phrase->end || !phrase->is_definite || phrase->owner_mark.form != NULL)
        return false;
    unsigned next = end < phrase->limit ? (unsigned)scan_token(scan, end)->tag : TAG_PUNCT;
    if (next == TAG_NOUN || next == TAG_PROPN || next == TAG_ADJ || next == TAG_NUM) return false;
    TokenRange tokens = {phrase->first, end};
    scan_add(scan, FIND_AGED, tokens, tokens, STR("ROLE-AGED-UNKNOWN"), 0.3f);
    *out_end = end;
    return true;
}

bool phrase_add(Scan *scan, const Phrase *phrase, uint32_t *out_end)
{
    switch (phrase->head) {
    case TITLE_HEAD:
        if (add_titled_name(scan, phrase, out_end)) return true;
        if (add_role(scan, phrase, out_end)) return true;
        break;
    case BODY_HEAD:
    case GROUP_HEAD:
        if (phrase->head == GROUP_HEAD && add_named_force(scan, phrase, out_end)) return true;
        if (add_body_or_group(scan, phrase, out_end)) return true;
        if (phrase->head == BODY_HEAD && phrase->owner_mark.form == NULL &&
            !phrase_is_before_noun(scan, phrase->end, phrase->limit) &&
            add_leaders_alone(scan, phrase, out_end))
            return true;
        break;
    case OUTLET_HEAD:
        if (add_outlet(scan, phrase, out_end)) return true;
        break;
    case NO_HEAD:
        if (add_aged(scan, phrase, out_end)) return true;
        break;
    }
    return add_owner_alone(scan, phrase, out_end);
}
