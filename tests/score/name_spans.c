/*
 * name_spans FILE...: the names in plain texts, for the scorer. A line each: file, start and end of
 * the mention, start and end of the title in it ("Foreign Minister"; equal if it has none), kind
 * of mention, kind of actor.
 */
#include "texts.h"

static void print_names(const Document *doc, const char *path)
{
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const Mention *mention = &doc->mentions.items[i];
        ActorKind kind =
            mention->actor == NONE ? ACTOR_UNKNOWN : doc->actors.items[mention->actor].kind;
        printf("%s\t%u\t%u\t%u\t%u\t%s\t%s\n", path, mention->span.start, mention->span.end,
               mention->title.start, mention->title.end, mention_kind_name(mention->kind),
               actor_kind_name(kind));
    }
}

int main(int argc, char **argv)
{
    return text_print_files(argc, argv, PART_ENTITIES, print_names);
}
