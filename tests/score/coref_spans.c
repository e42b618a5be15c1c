/*
 * coref_spans FILE...: who and what refers to the same in plain texts, for the scorer. A line for
 * each reference in a chain: file, number of the chain, start and end, what joined it.
 */
#include "texts.h"

static void print_chains(const Document *doc, const char *path)
{
    for (uint32_t i = 0; i < doc->references.count; i++) {
        const Reference *reference = &doc->references.items[i];
        if (reference->chain == NONE) continue;
        printf("%s\t%u\t%u\t%u\t" STR_FMT "\n", path, reference->chain, reference->span.start,
               reference->span.end, STR_ARG(reference->by.rule));
    }
}

int main(int argc, char **argv)
{
    return text_print_files(argc, argv, PART_CHAINS, print_chains);
}
