/*
 * The code book first; where it is silent about two parties that a word joins, a small network is asked what the
 * one does to the other, if anything:
 *
 *     "Norland padlocked Sudland's consulates": no frame has "padlock"; SANCTION, .83
 *
 * It knows words by their neighbours in meaning (model/sentence_encoder.h) and where each stands in the tree
 * (event_pair.c). How sure it must be, a type, stands in learnt.tsv.
 */
#include "event_learnt.h"

#include "event_kinds.h"
#include "event_owner.h"
#include "event_pair.h"
#include "event_thorough.h"

#define LEARNT_FILE "events/learnt.tsv"
#define LONGEST_ASKED 80 /* words of a sentence; longer ones are mostly lists and headings run together */
#define SURENESS 0.8f    /* of a record, for each unit of the model's */
#define FARTHEST_TOLD 64 /* events of a sentence that a pair is held against */

/* ---- data ---- */

/* In the row of NONE the second column has words. */
enum LearntColumn { LEARNT_TYPE, LEARNT_CAMEO, LEARNT_LEAST, LEARNT_LEAST_LISTED, LEARNT_LEAST_READ, LEARNT_COLUMNS };

static void read_idle(Str words, Arena *arena, EventLearnt *out)
{
    StrList list = {0};
    str_split(words, '|', arena, &list);
    for (uint32_t i = 0; i < list.count; i++) map_set(&out->idle, list.items[i], 1);
}

static DatelineStatus read_percent(const Table *table, const TableRow *row, uint32_t column, float *out, DatelineError *err)
{
    Str digits = row->fields[column];
    uint32_t number = 0;
    bool is_number = digits.len > 0 && digits.len <= 3;
    for (uint32_t i = 0; i < digits.len && is_number; i++) {
        is_number = digits.data[i] >= '0' && digits.data[i] <= '9';
        number = 10 * number + (uint32_t)(digits.data[i] - '0');
    }
    if (!is_number || number > 100)
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is no number from 0 to 100", STR_ARG(digits));
    *out = (float)number / 100;
    return DATELINE_OK;
}

static DatelineStatus read_type(const Table *table, const TableRow *row, EventLearnt *out, DatelineError *err)
{
    PloverType type;
    if (!plover_type_from_name(row->fields[LEARNT_TYPE], &type) || type == PLOVER_NONE)
        return FAIL_ROW(err, table, row, "'" STR_FMT "' is no type of PLOVER", STR_ARG(row->fields[LEARNT_TYPE]));
    LearntType *learnt = &out->types[type];
    TRY(read_percent(table, row, LEARNT_LEAST, &learnt->least, err));
    TRY(read_percent(table, row, LEARNT_LEAST_LISTED, &learnt->least_listed, err));
    TRY(read_percent(table, row, LEARNT_LEAST_READ, &learnt->least_read, err));
    for (int is_noun = 0; is_noun < 2; is_noun++)
        learnt->frames[is_noun] = (EventFrame){.id = LEARNT_RULE, .is_noun = is_noun != 0, .plover = type,
                                               .cameo = row->fields[LEARNT_CAMEO], .line = row->line};
    return DATELINE_OK;
}

static DatelineStatus read_net(const DataFiles *files, Arena *arena, EventLearnt *out, DatelineError *err)
{
    Str words, bytes;
    const SentenceEncoder *encoder;
    PairShape shape = {.types = PLOVER_COUNT - 1, .shared_roles = SHARED_ROLE_COUNT, .party_roles = PARTY_ROLE_COUNT,
                       .shared_marks = event_pair_shared_marks(), .party_marks = event_pair_party_marks(), .width = WORD_CONTEXT_WIDTH};
    TRY(data_file_read(files, "models/sentences.bin", arena, &words, err));
    TRY(sentence_encoder_read(words, arena, &encoder, err));
    TRY(data_file_read(files, "models/relations.bin", arena, &bytes, err));
    if (bytes.len == 0) return DATELINE_OK; /* how a first model of another shape is made */
    TRY(pair_net_read(bytes, &shape, encoder, arena, &out->net, err));
    if (!data_files_have_large(files)) return DATELINE_OK;
    TRY(data_file_read(files, PAIR_READER_FILE, arena, &bytes, err));
    return pair_reader_load(bytes, arena, &out->reader, err);
}

DatelineStatus event_learnt_load(const DataFiles *files, Arena *arena, const EventLearnt **out, DatelineError *err)
{
    EventLearnt *learnt = arena_alloc(arena, sizeof *learnt);
    Table table;
    for (uint32_t i = 0; i < PLOVER_COUNT; i++) learnt->types[i] = (LearntType){.least = 2, .least_listed = 2, .least_read = 2}; /* never */
    TRY(data_table_read(files, LEARNT_FILE, LEARNT_COLUMNS, arena, &table, err));
    map_init(&learnt->idle, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        if (str_equal(row->fields[LEARNT_TYPE], STR("NONE")))
            read_idle(row->fields[LEARNT_CAMEO], arena, learnt);
        else
            TRY(read_type(&table, row, learnt, err));
    }
    TRY(read_net(files, arena, learnt, err));
    *out = learnt;
    return DATELINE_OK;
}

/* ---- which pairs are asked about ---- */

static bool has_mention(const EventWork *work, const Event *event, uint32_t mention)
{
    const Document *doc = work->doc;
    const PartyList *sides[] = {&event->sources, &event->targets};
    const Mention *wanted = &doc->mentions.items[mention];
    for (size_t s = 0; s < COUNT(sides); s++)
        for (uint32_t i = 0; i < sides[s]->count; i++) {
            Party party = sides[s]->items[i];
            if (party.actor != NONE && party.actor == wanted->actor) return true;
            if (party.mention != NONE && span_overlaps(doc->mentions.items[party.mention].span, wanted->span)) return true;
        }
    return false;
}

/* Whether the code book has a record between the two in the sentence, or one of the joining word, which the small network
 * cannot tell apart. */
static bool is_told(const EventWork *work, const FoundEventList *told, uint32_t from, const EventPair *pair)
{
    uint32_t sentence = document_token(work->doc, pair->predicate)->sentence;
    for (uint32_t i = from; i < told->count && i - from < FARTHEST_TOLD; i++) {
        const FoundEvent *found = &told->items[i];
        if (found->event.sentence != sentence) break;
        if (found->trigger == pair->predicate && !work->doc->is_thorough) return true;
        if (has_mention(work, &found->event, pair->mentions[0]) && has_mention(work, &found->event, pair->mentions[1]))
            return true;
    }
    return false;
}

static Party party_of(const EventWork *work, uint32_t mention)
{
    return (Party){.mention = mention, .actor = work->doc->mentions.items[mention].actor};
}

static bool may_act(const EventWork *work, uint32_t mention, bool is_target)
{
    const Mention *found = &work->doc->mentions.items[mention];
    if (found->actor != NONE) return event_can_act(work, found->actor, is_target);
    return found->kind == MENTION_ROLE || found->kind == MENTION_DESCRIPTION;
}

/* "support for the Example amendment", "backed the war with Norland": named after the one, fought by others. */
static bool is_of_another_matter(const EventWork *work, const EventPair *pair, uint32_t which)
{
    const Tree *tree = &work->tree;
    uint32_t head = work->doc->mentions.items[pair->mentions[which]].head, above = tree_head(tree, head);
    if (above == NONE || above == pair->predicate) return false;
    Relation relation = tree_relation(tree, head);
    if (relation == REL_COMPOUND) return event_is_class(work, above, work->data->laws);
    return relation == REL_NMOD && event_is_class(work, above, work->data->strifes);
}

/* Two that could do something to one another, politics being concerned, and a word that may tell of it. */
static bool is_worth_asking(const EventWork *work, const EventPair *pair)
{
    bool is_idle = work->is_used[pair->predicate] ||
                   map_find(&work->data->learnt->idle, event_lemma(work, pair->predicate)) != MAP_NONE;
    if (is_idle && !work->doc->is_thorough) return false;
    Party first = party_of(work, pair->mentions[0]), second = party_of(work, pair->mentions[1]);
    if (is_of_another_matter(work, pair, 0) || is_of_another_matter(work, pair, 1)) return false;
    bool may_do = may_act(work, pair->mentions[0], false) || may_act(work, pair->mentions[1], false);
    bool is_place = !may_act(work, pair->mentions[0], true) || !may_act(work, pair->mentions[1], true);
    if (!may_do || is_place) return false;
    PartyList firsts = {.items = &first, .count = 1}, seconds = {.items = &second, .count = 1};
    if (event_is_own_state(work, &firsts, second) || event_is_own_state(work, &seconds, first)) return false;
    return event_is_political(work, first) || event_is_political(work, second) ||
           event_are_of_two_states(work, &firsts, &seconds) || work->doc->sentences.count <= SHORT_TEXT;
}

/* Most pairs have nothing to tell, and reading their sentences is what costs. */
static bool may_have_answer(const EventWork *work, const EventPair *pair)
{
    PairCues cues;
    if (work->doc->is_thorough) return true;
    event_pair_cues(work, pair, &cues);
    return pair_net_is_worth_asking(work->data->learnt->net, &cues);
}

/* ---- asking ---- */

static uint32_t sentence_of(const EventWork *work, const EventPair *pair)
{
    return document_token(work->doc, pair->predicate)->sentence;
}

/* Those of one sentence lie together, sentences in their order. */
static void find_silent(const EventWork *work, const FoundEventList *told, EventPairList *out)
{
    uint32_t next = 0;
    EventPairList found = {0};
    for (uint32_t s = 0; s < work->doc->sentences.count; s++) {
        while (next < told->count && told->items[next].event.sentence < s) next++;
        TokenRange tokens = work->doc->sentences.items[s].tokens;
        if (tokens.end - tokens.first > LONGEST_ASKED) continue;
        found.count = 0;
        event_pairs_find(work, s, &found);
        for (uint32_t i = 0; i < found.count; i++)
            if (!is_told(work, told, next, &found.items[i]) && is_worth_asking(work, &found.items[i]) &&
                may_have_answer(work, &found.items[i]))
                *list_add(work->scratch, out) = found.items[i];
    }
}

/* The sentences of the pairs, and of each pair the first word of its sentence among the words of all these. */
static uint32_t take_sentences(const EventWork *work, const EventPairList *pairs, PairSentence *sentences, uint32_t *firsts)
{
    uint32_t count = 0, words = 0, last = NONE;
    for (uint32_t i = 0; i < pairs->count; i++) {
        uint32_t sentence = sentence_of(work, &pairs->items[i]);
        if (sentence != last) {
            sentences[count] = event_pair_sentence(work, sentence);
            words += sentences[count++].count;
            last = sentence;
        }
        firsts[i] = words - sentences[count - 1].count;
    }
    return count;
}

static void take_cues(const EventWork *work, const EventPair *pair, uint32_t first, PairCues *out)
{
    uint32_t start = work->doc->sentences.items[sentence_of(work, pair)].tokens.first;
    event_pair_cues(work, pair, out);
    PairPart *parts[] = {&out->shared, &out->parties[0], &out->parties[1]};
    for (size_t i = 0; i < COUNT(parts); i++) parts[i]->at = parts[i]->at - start + first;
}

/* ---- what comes of the answers ---- */

typedef struct Choice {
    PloverType type; /* PLOVER_NONE: too unsure */
    PairWay way;
    float probability;
} Choice;

/* Whether some frame or idiom knows the word: that it has made nothing of these two says something too. */
static bool is_listed(const EventWork *work, uint32_t token)
{
    bool is_verb = document_token(work->doc, token)->tag == TAG_VERB;
    return map_find(is_verb ? &work->data->verbs : &work->data->nouns, event_lemma(work, token)) != MAP_NONE;
}

static float least_of(const EventWork *work, const LearntType *type, const EventPair *pair)
{
    if (work->doc->is_thorough) return type->least_read;
    return is_listed(work, pair->predicate) ? type->least_listed : type->least;
}

/* The types of the models are numbered as PloverType without its first. */
static Choice choose(const EventWork *work, const EventPair *pair, const PairAnswer *answer)
{
    const LearntType *types = work->data->learnt->types;
    Choice best = {.type = PLOVER_NONE, .probability = answer->none};
    for (uint32_t way = 0; way < PAIR_WAY_COUNT; way++)
        for (uint32_t i = 0; i + 1 < PLOVER_COUNT; i++)
            if (answer->types[way][i] > best.probability)
                best = (Choice){(PloverType)(i + 1), (PairWay)way, answer->types[way][i]};
    if (best.type != PLOVER_NONE && best.probability < least_of(work, &types[best.type], pair)) best.type = PLOVER_NONE;
    return best;
}

static void add_party(const EventWork *work, uint32_t mention, bool is_target, PartyList *out)
{
    FoundParties found = {0};
    event_add_mention(work, mention, is_target, &found);
    for (uint32_t i = 0; i < found.parties.count; i++)
        if (!event_has_party(out, found.parties.items[i])) *list_add(work->doc->arena, out) = found.parties.items[i];
}

/* "Norland and Sudland rebuked Westland": one event of two pairs; NULL. */
static FoundEvent *same_event(FoundEventList *events, const EventPair *pair, PloverType type)
{
    for (uint32_t i = events->count; i > 0; i--) {
        FoundEvent *found = &events->items[i - 1];
        if (found->trigger == pair->predicate && found->event.plover == type) return found;
    }
    return NULL;
}

static bool fill_sides(const EventWork *work, const EventPair *pair, PairWay way, Event *event)
{
    uint32_t source = pair->mentions[way == PAIR_BACKWARD], target = pair->mentions[way != PAIR_BACKWARD];
    add_party(work, source, false, &event->sources);
    add_party(work, target, way != PAIR_MUTUAL, way == PAIR_MUTUAL ? &event->sources : &event->targets);
    if (way == PAIR_MUTUAL) return event->sources.count > 1;
    return event->sources.count > 0 && event->targets.count > 0;
}

static void add_event(const EventWork *work, const EventPair *pair, const Choice *choice, FoundEventList *out)
{
    const Token *token = document_token(work->doc, pair->predicate);
    const EventFrame *frame = &work->data->learnt->types[choice->type].frames[token->tag != TAG_VERB];
    FoundEvent *same = same_event(out, pair, choice->type);
    if (same != NULL && (same->event.targets.count > 0) == (choice->way != PAIR_MUTUAL)) {
        fill_sides(work, pair, choice->way, &same->event);
        return;
    }
    FoundEvent found = {.frame = frame, .trigger = pair->predicate};
    found.event = (Event){.predicate = token->span, .sentence = token->sentence, .plover = choice->type, .cameo = frame->cameo,
                          .attributed_to = NONE, .time = NONE, .place = NONE,
                          .by = {work->doc->is_thorough ? READ_RULE : frame->id, SURENESS * choice->probability}};
    if (fill_sides(work, pair, choice->way, &found.event)) *list_add(work->scratch, out) = found;
}

/* Pairs come a sentence at a time, events in the order of their words. */
static void sort_by_trigger(FoundEventList *events)
{
    for (uint32_t i = 1; i < events->count; i++)
        for (uint32_t k = i; k > 0 && events->items[k - 1].trigger > events->items[k].trigger; k--) {
            FoundEvent other = events->items[k];
            events->items[k] = events->items[k - 1];
            events->items[k - 1] = other;
        }
}

void event_learnt_take(const EventWork *work, const EventPair *pair, const PairAnswer *answer, FoundEventList *out)
{
    Choice choice = choose(work, pair, answer);
    if (choice.type != PLOVER_NONE) add_event(work, pair, &choice, out);
}

static void ask_net(const EventWork *work, const EventPairList *pairs, FoundEventList *out)
{
    const PairNet *net = work->data->learnt->net;
    PairWorkspace *workspace = pair_workspace_new(net, work->scratch);
    PairSentence *sentences = arena_new_items(work->scratch, PairSentence, pairs->count);
    uint32_t *firsts = arena_new_items(work->scratch, uint32_t, pairs->count);
    PairCues *cues = arena_new_items(work->scratch, PairCues, PAIR_AT_ONCE);
    PairAnswer *answers = arena_new_items(work->scratch, PairAnswer, PAIR_AT_ONCE);
    uint32_t sentence_count = take_sentences(work, pairs, sentences, firsts);
    pair_net_read_sentences(net, workspace, sentences, sentence_count, work->scratch);
    for (uint32_t first = 0; first < pairs->count; first += PAIR_AT_ONCE) {
        uint32_t count = pairs->count - first < PAIR_AT_ONCE ? pairs->count - first : PAIR_AT_ONCE;
        for (uint32_t i = 0; i < count; i++) take_cues(work, &pairs->items[first + i], firsts[first + i], &cues[i]);
        pair_net_answer(net, workspace, cues, count, answers);
        for (uint32_t i = 0; i < count; i++) event_learnt_take(work, &pairs->items[first + i], &answers[i], out);
    }
}

static void ask_reader(const EventWork *work, const EventPairList *pairs, FoundEventList *out)
{
    PairAnswer *answers = arena_new_items(work->scratch, PairAnswer, pairs->count);
    event_thorough_ask(work, pairs, answers);
    for (uint32_t i = 0; i < pairs->count; i++) event_learnt_take(work, &pairs->items[i], &answers[i], out);
}

void event_learnt_add(const EventWork *work, const FoundEventList *told, FoundEventList *out)
{
    EventPairList pairs = {0};
    if (work->data->learnt->net == NULL) return;
    assert(work->doc->contexts.width == WORD_CONTEXT_WIDTH);
    find_silent(work, told, &pairs);
    if (pairs.count > 0 && work->doc->is_thorough)
        ask_reader(work, &pairs, out);
    else if (pairs.count > 0)
        ask_net(work, &pairs, out);
    sort_by_trigger(out);
}
