/*
 * Chains of references: what the sieves join, and what is written of it.
 *
 *     Ann Example chairs the council. She said it would meet again.
 *     chain 0: "Ann Example", "She" (COREF-PRONOUN)      actor person:ann example
 *     chain 1: "the council", "it" (COREF-PRONOUN)
 *
 * A reference that nothing is joined to is not written, but for pronouns: of these one should see
 * that nobody was found.
 */
#include "coreference.h"

#include "coref.h"

uint32_t coref_first(Coref *coref, uint32_t ref)
{
    Ref *refs = coref->refs.items;
    while (refs[ref].parent != ref) {
        refs[ref].parent = refs[refs[ref].parent].parent;
        ref = refs[ref].parent;
    }
    return ref;
}

bool coref_is_same(Coref *coref, uint32_t a, uint32_t b)
{
    return coref_first(coref, a) == coref_first(coref, b);
}

bool coref_agree(Coref *coref, uint32_t a, uint32_t b)
{
    const Ref *left = &coref->refs.items[coref_first(coref, a)];
    const Ref *right = &coref->refs.items[coref_first(coref, b)];
    return (left->all_kinds & right->all_kinds) != 0 &&
           (left->all_numbers & right->all_numbers) != 0;
}

bool coref_is_within(const Ref *a, const Ref *b)
{
    return (a->tokens.first <= b->tokens.first && b->tokens.end <= a->tokens.end) ||
           (b->tokens.first <= a->tokens.first && a->tokens.end <= b->tokens.end);
}

void coref_join(Coref *coref, uint32_t later, uint32_t earlier, Str rule, float confidence)
{
    Ref *refs = coref->refs.items;
    uint32_t a = coref_first(coref, earlier), b = coref_first(coref, later);
    if (a == b) return;
    if (b < a) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    refs[b].parent = a;
    refs[a].size += refs[b].size;
    if ((refs[a].all_kinds & refs[b].all_kinds) != 0) refs[a].all_kinds &= refs[b].all_kinds;
    if ((refs[a].all_numbers & refs[b].all_numbers) != 0)
        refs[a].all_numbers &= refs[b].all_numbers;
    if (refs[a].actor == NONE) refs[a].actor = refs[b].actor;
    Ref *joined = &refs[later];
    if (joined->antecedent != NONE) joined = &refs[b];
    if (joined->antecedent != NONE) return;
    joined->antecedent = joined == &refs[later] ? earlier : a;
    joined->rule = rule;
    joined->confidence = confidence;
}

/* ---- Writing ------------------------------------------------------------------------------ */

static void write_reference(Coref *coref, uint32_t index, uint32_t chain)
{
    Document *doc = coref->doc;
    const Ref *ref = &coref->refs.items[index];
    *list_add(doc->arena, &doc->references) = (Reference){
        .span = document_tokens_span(doc, ref->tokens),
        .tokens = ref->tokens,
        .head = ref->head,
        .form = ref->form,
        .mention = ref->mention,
        .chain = chain,
        .antecedent = ref->antecedent,
        .by = {ref->rule, ref->confidence},
    };
}

/* Numbers the chains in the order of their first references, and points antecedents to the places
 * in the written list. */
static void write_chains(Coref *coref)
{
    Document *doc = coref->doc;
    uint32_t count = coref->refs.count;
    uint32_t *chain_of = arena_new_items(coref->scratch, uint32_t, (size_t)count + 1);
    uint32_t *place_of = arena_new_items(coref->scratch, uint32_t, (size_t)count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const Ref *ref = &coref->refs.items[i];
        uint32_t first = coref_first(coref, i), chain = NONE;
        bool alone = coref->refs.items[first].size < 2;
        place_of[i] = NONE;
        if (alone && ref->form != REFERENCE_PRONOUN) continue;
        if (!alone && first == i) {
            chain_of[i] = doc->chains.count;
            *list_add(doc->arena, &doc->chains) =
                (Chain){.first = doc->references.count, .actor = ref->actor};
        }
        if (!alone) chain = chain_of[first];
        if (chain != NONE) doc->chains.items[chain].count++;
        place_of[i] = doc->references.count;
        write_reference(coref, i, chain);
    }
    for (uint32_t i = 0; i < doc->references.count; i++) {
        Reference *reference = &doc->references.items[i];
        if (reference->antecedent != NONE) reference->antecedent = place_of[reference->antecedent];
        if (reference->by.rule.len == 0)
            reference->by = reference->chain == NONE ? (Provenance){STR("COREF-UNKNOWN"), 0.3f}
                                                     : (Provenance){STR("COREF-FIRST"), 1.0f};
    }
}

static void find_quotes(Coref *coref)
{
    bool inside = false;
    coref->in_quote = arena_new_items(coref->scratch, bool, (size_t)coref->doc->tokens.count + 1);
    for (uint32_t i = 0; i < coref->doc->tokens.count; i++) {
        uint32_t flags = coref_token(coref, i)->flags;
        if ((flags & (TOKEN_STARTS_BLOCK | TOKEN_CLOSES_QUOTE)) != 0) inside = false;
        coref->in_quote[i] = inside;
        if ((flags & TOKEN_OPENS_QUOTE) != 0) inside = true;
    }
}

static DatelineStatus coreference_load(const DataFiles *files, Arena *arena, void **out_data,
                                       DatelineError *err)
{
    Lexicon *lexicon = arena_alloc(arena, sizeof *lexicon);
    TRY(coref_lexicon_load(files, arena, lexicon, err));
    *out_data = lexicon;
    return DATELINE_OK;
}

static DatelineStatus coreference_run(const void *data, Document *doc, Arena *scratch,
                                      DatelineError *err)
{
    (void)err;
    Coref coref = {.lexicon = data, .doc = doc, .scratch = scratch};
    tree_init(&coref.tree, doc, scratch);
    find_quotes(&coref);
    references_find(&coref);
    sieve_names(&coref);
    sieve_pronouns(&coref);
    sieve_speakers(&coref);
    write_chains(&coref);
    return DATELINE_OK;
}

const Stage stage_coreference = {
    .name = "coreference",
    .does = "Names, nouns and pronouns to chains of the same thing.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX | PART_ENTITIES,
    .writes = PART_CHAINS,
    .language = "en",
    .load = coreference_load,
    .run = coreference_run,
};
