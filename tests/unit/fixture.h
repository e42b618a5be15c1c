/*
 * Documents built by hand, as the stages would leave them, for the tests of store and ledger.
 */
#ifndef TESTS_FIXTURE_H
#define TESTS_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/error.h"
#include "record/document.h"

static inline DateValue fixture_day(int32_t year, int32_t month, int32_t day, Arena *arena)
{
    int32_t number = day_from_civil((CivilDate){year, month, day});
    return (DateValue){.is_known = true,
                       .first_day = number,
                       .last_day = number,
                       .granularity = GRANULARITY_DAY,
                       .edtf = arena_format(arena, "%04d-%02d-%02d", year, month, day)};
}

/* An article whose clean text is its page, one sentence a line. */
static inline Document *fixture_document(const char *text)
{
    DatelineSource source = {.page = {text, strlen(text)}, .path = {"fixture.txt", 11}};
    Document *doc;
    DatelineError err = {0};
    assert_int_equal(document_new(&source, &doc, &err), DATELINE_OK);
    doc->text = doc->page;
    *list_add(doc->arena, &doc->map) =
        (MapRun){.text_len = doc->page.len, .page_len = doc->page.len, .exact = true};
    uint32_t start = 0;
    for (uint32_t i = 0; i <= doc->text.len; i++) {
        if (i < doc->text.len && doc->text.data[i] != '\n') continue;
        if (i > start) {
            Sentence *sentence = list_add(doc->arena, &doc->sentences);
            sentence->span = (Span){start, i};
        }
        start = i + 1;
    }
    return doc;
}

static inline uint32_t fixture_actor(Document *doc, const char *key, const char *name)
{
    for (uint32_t i = 0; i < doc->actors.count; i++)
        if (str_equal(doc->actors.items[i].key, str_from_cstring(key))) return i;
    Actor *actor = list_add(doc->arena, &doc->actors);
    actor->key = str_from_cstring(key);
    actor->name = str_from_cstring(name);
    actor->kind = ACTOR_PERSON;
    actor->introduced = NONE;
    return doc->actors.count - 1;
}

/* The span of words in the text, which must be there. */
static inline Span fixture_span(const Document *doc, const char *words)
{
    uint32_t at = str_find(doc->text, str_from_cstring(words), 0);
    assert_int_not_equal(at, STR_NOT_FOUND);
    return (Span){at, at + (uint32_t)strlen(words)};
}

static inline uint32_t fixture_sentence(const Document *doc, Span span)
{
    for (uint32_t i = 0; i < doc->sentences.count; i++)
        if (span_contains(doc->sentences.items[i].span, span)) return i;
    return NONE;
}

/* A report of a message told by the given words. */
static inline Message *fixture_message(Document *doc, const char *words, const char *sender,
                                       const char *recipient)
{
    Message *message = list_add(doc->arena, &doc->messages);
    message->span = fixture_span(doc, words);
    message->sentence = fixture_sentence(doc, message->span);
    message->by = (Provenance){STR("MSG-TEST"), 0.9f};
    *list_add(doc->arena, &message->senders) = (Party){NONE, fixture_actor(doc, sender, sender)};
    *list_add(doc->arena, &message->recipients) =
        (Party){NONE, fixture_actor(doc, recipient, recipient)};
    return message;
}

static inline Quotation *fixture_quotation(Document *doc, const char *words, const char *speaker)
{
    Quotation *quotation = list_add(doc->arena, &doc->quotations);
    *quotation = (Quotation){
        .span = fixture_span(doc, words),
        .speaker = NONE,
        .speaker_actor = speaker == NULL ? NONE : fixture_actor(doc, speaker, speaker),
        .addressee = NONE,
        .addressee_actor = NONE,
        .message = NONE,
        .continues = NONE,
        .by = {STR("QUOTE-TEST"), 0.9f},
    };
    quotation->sentence = fixture_sentence(doc, quotation->span);
    return quotation;
}

#endif
