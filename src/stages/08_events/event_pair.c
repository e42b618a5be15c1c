/*
 * Pairs of parties. In the tree a path leads from each of two mentions up to the first word that stands
 * above both: the word that joins them.
 *
 *     "Norland will shut its consulates in Sudland"
 *      Norland -> shut <- consulates <- Sudland
 *
 * What a learnt model is asked about the pair: words by where they stand (roles), and marks, numbers of
 * what is true of the three.
 */
#include "event_pair.h"

#define LONGEST_CHAIN 12
#define LONGEST_PATH 4   /* steps on both sides together */
#define MOST_PARTIES 16  /* of a sentence */
#define MOST_BETWEEN 12  /* words */
#define MOST_CHILDREN 24 /* looked at below a word */

/* From a party's head upwards. */
typedef struct PartyChain {
    uint32_t tokens[LONGEST_CHAIN];
    uint32_t count;
} PartyChain;

/* ---- finding them ---- */

/* The word of a mention that hangs on a word outside it. */
static uint32_t head_of(const EventWork *work, uint32_t mention)
{
    TokenRange tokens = work->doc->mentions.items[mention].tokens;
    for (uint32_t t = tokens.first; t < tokens.end; t++) {
        uint32_t head = tree_head(&work->tree, t);
        if (head == NONE || head < tokens.first || head >= tokens.end) return t;
    }
    return work->doc->mentions.items[mention].head;
}

static void climb(const EventWork *work, uint32_t token, PartyChain *out)
{
    out->count = 0;
    while (token != NONE && out->count < LONGEST_CHAIN) {
        out->tokens[out->count++] = token;
        token = tree_head(&work->tree, token);
    }
}

static uint32_t find_in(const PartyChain *chain, uint32_t token)
{
    uint32_t i = 0;
    while (i < chain->count && chain->tokens[i] != token) i++;
    return i;
}

static bool may_join(const EventWork *work, const EventPair *pair)
{
    Tag tag = document_token(work->doc, pair->predicate)->tag;
    uint32_t over = work->mention_over[pair->predicate];
    bool is_word = tag == TAG_VERB || tag == TAG_NOUN || tag == TAG_ADJ || tag == TAG_PROPN;
    return is_word && over == NONE;
}

/* The word above both: *first_steps and *second_steps are how far below it their heads are. */
static bool join(const EventWork *work, const PartyChain *a, const PartyChain *b, EventPair *pair)
{
    uint32_t i = 0, k = b->count;
    while (i < a->count && (k = find_in(b, a->tokens[i])) == b->count) i++;
    if (i == a->count || i + k > LONGEST_PATH || k == 0) return false;
    pair->predicate = a->tokens[i];
    if (i == 0) { /* "Norland and Sudland signed": the second hangs on the first */
        Relation relation = tree_relation(&work->tree, a->tokens[0]);
        bool is_subject = relation == REL_NSUBJ || relation == REL_NSUBJ_PASS;
        bool is_beside = tree_relation(&work->tree, b->tokens[k - 1]) == REL_CONJ;
        if (!is_subject || !is_beside || a->count < 2) return false;
        pair->predicate = a->tokens[1];
    }
    return may_join(work, pair);
}

static bool may_be_party(const EventWork *work, uint32_t mention)
{
    const Mention *found = &work->doc->mentions.items[mention];
    return found->actor != NONE || found->kind == MENTION_ROLE || found->kind == MENTION_DESCRIPTION ||
           found->kind == MENTION_COLLECTIVE;
}

static uint32_t find_parties(const EventWork *work, TokenRange tokens, uint32_t mentions[MOST_PARTIES])
{
    uint32_t count = 0;
    for (uint32_t t = tokens.first; t < tokens.end && count < MOST_PARTIES; t++) {
        uint32_t mention = work->mention_over[t];
        bool is_new = mention != NONE && (count == 0 || mentions[count - 1] != mention);
        if (is_new && may_be_party(work, mention)) mentions[count++] = mention;
    }
    return count;
}

static bool are_two(const Document *doc, uint32_t a, uint32_t b)
{
    const Mention *first = &doc->mentions.items[a], *second = &doc->mentions.items[b];
    bool are_pronouns = first->kind == MENTION_PRONOUN && second->kind == MENTION_PRONOUN;
    return !are_pronouns && (first->actor == NONE || first->actor != second->actor);
}

void event_pairs_find(const EventWork *work, uint32_t sentence, EventPairList *out)
{
    uint32_t mentions[MOST_PARTIES];
    PartyChain chains[MOST_PARTIES];
    uint32_t count = find_parties(work, work->doc->sentences.items[sentence].tokens, mentions);
    for (uint32_t i = 0; i < count; i++) climb(work, head_of(work, mentions[i]), &chains[i]);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = i + 1; k < count; k++) {
            EventPair pair = {.mentions = {mentions[i], mentions[k]}};
            if (are_two(work->doc, mentions[i], mentions[k]) && join(work, &chains[i], &chains[k], &pair))
                *list_add(work->scratch, out) = pair;
        }
}

uint32_t event_pair_joining(const EventWork *work, const uint32_t mentions[2])
{
    PartyChain a, b;
    climb(work, head_of(work, mentions[0]), &a);
    climb(work, head_of(work, mentions[1]), &b);
    uint32_t sentence = document_token(work->doc, a.tokens[0])->sentence, i = 0;
    if (document_token(work->doc, b.tokens[0])->sentence != sentence) return NONE;
    while (i < a.count && find_in(&b, a.tokens[i]) == b.count) i++;
    if (i == a.count) return work->doc->sentences.items[sentence].root; /* longer ways than are climbed */
    bool is_party = i == 0 || a.tokens[i] == b.tokens[0]; /* one hangs on the other: what joins them is above */
    return is_party && i + 1 < a.count ? a.tokens[i + 1] : a.tokens[i];
}

/* ---- marks ---- */

/* Where the marks of one kind start; each list ends with how many there are of all. */
enum SharedMark {
    MARK_TAG,
    MARK_XPOS = MARK_TAG + TAG_COUNT,
    MARK_RELATION = MARK_XPOS + XPOS_COUNT,
    MARK_MODALITY = MARK_RELATION + REL_COUNT,
    MARK_PASSIVE = MARK_MODALITY + MODALITY_NECESSARY + 1,
    MARK_NEGATED,
    MARK_OBJECT_ACTOR, /* the object is a third party */
    MARK_SUBJECT_ACTOR,
    MARK_QUOTED,
    MARK_ONE_COUNTRY,
    MARK_TWO_COUNTRIES,
    MARK_GAP, /* words between the parties: 0, 1-2, 3-5, 6-11, more */
    SHARED_MARK_COUNT = MARK_GAP + 5,
};

#define STEP_MARKS 7u
#define SECTOR_MARKS 17u

enum PartyMark {
    MARK_OWN_RELATION,
    MARK_TOP_RELATION = MARK_OWN_RELATION + REL_COUNT,
    MARK_STEPS = MARK_TOP_RELATION + REL_COUNT,
    MARK_MENTION_KIND = MARK_STEPS + STEP_MARKS,
    MARK_ACTOR_KIND = MARK_MENTION_KIND + MENTION_COUNT,
    MARK_SECTOR = MARK_ACTOR_KIND + ACTOR_COUNT + 1,
    MARK_BEHIND = MARK_SECTOR + SECTOR_MARKS,
    MARK_SECOND,
    MARK_POSSESSIVE,
    PARTY_MARK_COUNT,
};

uint32_t event_pair_shared_marks(void)
{
    return SHARED_MARK_COUNT;
}

uint32_t event_pair_party_marks(void)
{
    return PARTY_MARK_COUNT;
}

static uint32_t sector_mark(Str sector)
{
    static const Str sectors[SECTOR_MARKS - 1] = {
        STR_INIT(""),    STR_INIT("GOV"), STR_INIT("MIL"), STR_INIT("REB"), STR_INIT("COP"), STR_INIT("SPY"),
        STR_INIT("LEG"), STR_INIT("PTY"), STR_INIT("OPP"), STR_INIT("JUD"), STR_INIT("MED"), STR_INIT("IGO"),
        STR_INIT("NGO"), STR_INIT("CVL"), STR_INIT("BUS"), STR_INIT("CRM")};
    uint32_t at = str_index(sector, sectors, COUNT(sectors));
    return at == STR_NOT_FOUND ? SECTOR_MARKS - 1 : at;
}

static const Actor *actor_of(const EventWork *work, uint32_t mention)
{
    uint32_t actor = work->doc->mentions.items[mention].actor;
    return actor == NONE ? NULL : &work->doc->actors.items[actor];
}

static void mark_party(const EventWork *work, const EventPair *pair, uint32_t which, const PartyChain *chain,
                       uint32_t steps, PairPart *out)
{
    const Tree *tree = &work->tree;
    uint32_t mention = pair->mentions[which];
    const Actor *actor = actor_of(work, mention);
    uint32_t head = chain->tokens[0], top = steps == 0 ? head : chain->tokens[steps - 1];
    pair_part_add_mark(out, MARK_OWN_RELATION + tree_relation(tree, head));
    pair_part_add_mark(out, MARK_TOP_RELATION + tree_relation(tree, top));
    pair_part_add_mark(out, MARK_STEPS + (steps < STEP_MARKS ? steps : STEP_MARKS - 1));
    pair_part_add_mark(out, MARK_MENTION_KIND + work->doc->mentions.items[mention].kind);
    pair_part_add_mark(out, MARK_ACTOR_KIND + (actor == NULL ? ACTOR_COUNT : actor->kind));
    pair_part_add_mark(out, MARK_SECTOR + sector_mark(actor == NULL ? STR("") : actor->sector));
    if (head > pair->predicate) pair_part_add_mark(out, MARK_BEHIND);
    if (which == 1) pair_part_add_mark(out, MARK_SECOND);
    uint32_t next = work->doc->mentions.items[mention].tokens.end;
    bool is_marked = next < work->doc->tokens.count && document_token(work->doc, next)->xpos == XPOS_POS;
    if (is_marked) pair_part_add_mark(out, MARK_POSSESSIVE);
}

static uint32_t gap_mark(const Document *doc, const EventPair *pair)
{
    uint32_t from = doc->mentions.items[pair->mentions[0]].tokens.end;
    uint32_t to = doc->mentions.items[pair->mentions[1]].tokens.first, gap = to > from ? to - from : 0;
    return gap == 0 ? 0 : gap <= 2 ? 1 : gap <= 5 ? 2 : gap <= 11 ? 3 : 4;
}

static bool is_quoted(const Document *doc, Span span)
{
    for (uint32_t i = 0; i < doc->quotations.count && doc->quotations.items[i].span.start <= span.start; i++)
        if (doc->quotations.items[i].kind != QUOTATION_INDIRECT && span_contains(doc->quotations.items[i].span, span))
            return true;
    return false;
}

static void mark_predicate(const EventWork *work, const EventPair *pair, PairPart *out)
{
    const Tree *tree = &work->tree;
    const Token *token = document_token(work->doc, pair->predicate);
    pair_part_add_mark(out, MARK_TAG + token->tag);
    pair_part_add_mark(out, MARK_XPOS + token->xpos);
    pair_part_add_mark(out, MARK_RELATION + token->relation);
    pair_part_add_mark(out, MARK_MODALITY + tree_modality(tree, pair->predicate));
    if (token->tag == TAG_VERB && tree_is_passive(tree, pair->predicate)) pair_part_add_mark(out, MARK_PASSIVE);
    if (tree_is_negated(tree, pair->predicate)) pair_part_add_mark(out, MARK_NEGATED);
    if (is_quoted(work->doc, token->span)) pair_part_add_mark(out, MARK_QUOTED);
    const Actor *a = actor_of(work, pair->mentions[0]), *b = actor_of(work, pair->mentions[1]);
    if (a != NULL && b != NULL && a->country.len > 0 && b->country.len > 0)
        pair_part_add_mark(out, str_equal(a->country, b->country) ? MARK_ONE_COUNTRY : MARK_TWO_COUNTRIES);
    pair_part_add_mark(out, MARK_GAP + gap_mark(work->doc, pair));
}

/* ---- words ---- */

/* Names say nothing by their words. */
bool event_pair_is_name(const EventWork *work, uint32_t token)
{
    uint32_t mention = work->mention_over[token];
    if (mention == NONE) return document_token(work->doc, token)->tag == TAG_PROPN;
    MentionKind kind = work->doc->mentions.items[mention].kind;
    return kind == MENTION_NAME || kind == MENTION_TITLED_NAME || kind == MENTION_NATIONALITY || kind == MENTION_METONYM;
}

static void add_word(const EventWork *work, uint32_t role, uint32_t token, PairPart *out)
{
    if (token != NONE && document_token(work->doc, token)->kind != TOKEN_PUNCT && !event_pair_is_name(work, token))
        pair_part_add_word(out, role, event_lemma(work, token));
}

static void add_modifiers(const EventWork *work, uint32_t noun, PairPart *out)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_first_child(tree, noun); c != NONE; c = tree_next_child(tree, c)) {
        Relation relation = tree_relation(tree, c);
        if (relation == REL_AMOD || relation == REL_COMPOUND || relation == REL_NMOD)
            add_word(work, SHARED_MODIFIER, c, out);
    }
}

static uint32_t shared_role(Relation relation)
{
    switch ((int)relation) {
    case REL_COMPOUND_PRT:
    case REL_ADVMOD:
    case REL_AUX:
    case REL_MARK:
    case REL_CASE:
    case REL_DET: return SHARED_PARTICLE;
    case REL_NSUBJ:
    case REL_CSUBJ: return SHARED_SUBJECT;
    case REL_OBJ:
    case REL_IOBJ:
    case REL_NSUBJ_PASS: return SHARED_OBJECT;
    case REL_OBL:
    case REL_OBL_AGENT:
    case REL_OBL_UNMARKED:
    case REL_NMOD: return SHARED_OBLIQUE;
    case REL_XCOMP:
    case REL_CCOMP:
    case REL_ADVCL:
    case REL_ACL:
    case REL_ACL_RELCL:
    case REL_CONJ:
    case REL_PARATAXIS: return SHARED_COMPLEMENT;
    case REL_AMOD:
    case REL_COMPOUND:
    case REL_NMOD_POSS:
    case REL_APPOS: return SHARED_MODIFIER;
    default: return SHARED_ROLE_COUNT;
    }
}

static void add_around(const EventWork *work, const EventPair *pair, const PartyChain chains[2], PairPart *out)
{
    const Tree *tree = &work->tree;
    uint32_t c = tree_first_child(tree, pair->predicate);
    for (uint32_t seen = 0; c != NONE && seen < MOST_CHILDREN; c = tree_next_child(tree, c), seen++) {
        uint32_t role = shared_role(tree_relation(tree, c));
        bool is_on_path = find_in(&chains[0], c) < chains[0].count || find_in(&chains[1], c) < chains[1].count;
        if (role == SHARED_ROLE_COUNT || is_on_path) continue;
        bool is_actor = work->mention_over[c] != NONE;
        if (is_actor && role == SHARED_SUBJECT) pair_part_add_mark(out, MARK_SUBJECT_ACTOR);
        if (is_actor && role == SHARED_OBJECT) pair_part_add_mark(out, MARK_OBJECT_ACTOR);
        add_word(work, role, c, out);
        if (role == SHARED_OBJECT || role == SHARED_COMPLEMENT) add_modifiers(work, c, out);
    }
}

static void add_between(const EventWork *work, const EventPair *pair, PairPart *out)
{
    const Document *doc = work->doc;
    uint32_t t = doc->mentions.items[pair->mentions[0]].tokens.end;
    uint32_t end = doc->mentions.items[pair->mentions[1]].tokens.first;
    for (uint32_t added = 0; t < end && added < MOST_BETWEEN; t++) {
        Tag tag = document_token(doc, t)->tag;
        if (tag != TAG_NOUN && tag != TAG_VERB && tag != TAG_ADJ && tag != TAG_ADV) continue;
        add_word(work, SHARED_BETWEEN, t, out);
        added++;
    }
}

static void add_beside(const EventWork *work, uint32_t node, uint32_t below, PairPart *out)
{
    const Tree *tree = &work->tree;
    for (uint32_t c = tree_first_child(tree, node); c != NONE; c = tree_next_child(tree, c)) {
        Relation relation = tree_relation(tree, c);
        if (c == below) continue;
        if (relation == REL_CASE || relation == REL_MARK)
            add_word(work, PARTY_CASE, c, out);
        else if (node != below && relation != REL_DET)
            add_word(work, PARTY_BESIDE, c, out);
    }
}

static void add_path(const EventWork *work, const EventPair *pair, uint32_t which, const PartyChain *chain,
                     uint32_t steps, PairPart *out)
{
    uint32_t mention = pair->mentions[which];
    MentionKind kind = work->doc->mentions.items[mention].kind;
    if (kind != MENTION_NAME && kind != MENTION_TITLED_NAME && kind != MENTION_NATIONALITY)
        pair_part_add_word(out, PARTY_HEAD, event_lemma(work, chain->tokens[0]));
    for (uint32_t i = 0; i < steps; i++) {
        uint32_t node = chain->tokens[i];
        if (i > 0) add_word(work, PARTY_PATH, node, out);
        add_beside(work, node, i > 0 ? chain->tokens[i - 1] : node, out);
    }
}

PairSentence event_pair_sentence(const EventWork *work, uint32_t sentence)
{
    const WordContexts *contexts = &work->doc->contexts;
    TokenRange tokens = work->doc->sentences.items[sentence].tokens;
    Str *words = arena_new_items(work->scratch, Str, tokens.end - tokens.first);
    for (uint32_t t = tokens.first; t < tokens.end; t++)
        words[t - tokens.first] = event_pair_is_name(work, t) ? STR("") : event_lemma(work, t);
    return (PairSentence){.words = words, .count = tokens.end - tokens.first,
                          .contexts = contexts->values + (size_t)tokens.first * contexts->width,
                          .scales = contexts->scales + tokens.first};
}

void event_pair_cues(const EventWork *work, const EventPair *pair, PairCues *out)
{
    PartyChain chains[2];
    *out = (PairCues){0};
    out->shared.at = pair->predicate;
    for (uint32_t i = 0; i < 2; i++) {
        climb(work, head_of(work, pair->mentions[i]), &chains[i]);
        out->parties[i].at = chains[i].tokens[0];
    }
    mark_predicate(work, pair, &out->shared);
    add_word(work, SHARED_PREDICATE, pair->predicate, &out->shared);
    add_around(work, pair, chains, &out->shared);
    add_word(work, SHARED_GOVERNOR, tree_head(&work->tree, pair->predicate), &out->shared);
    add_between(work, pair, &out->shared);
    for (uint32_t i = 0; i < 2; i++) {
        uint32_t steps = find_in(&chains[i], pair->predicate);
        mark_party(work, pair, i, &chains[i], steps, &out->parties[i]);
        add_path(work, pair, i, &chains[i], steps, &out->parties[i]);
    }
}
