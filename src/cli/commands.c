/* The table of commands, and finding one in it. */
#include "cli/command.h"

#define ONE_ID 1, 1
#define NO_OPERANDS 0, 0
#define LISTING OPTION_BIT(DB) | OUTPUT_OPTIONS

const Command commands[] = {
    {"add",
     "PATH…",
     1,
     1 << 20,
     "read articles into the ledger",
     "Reads files, folders, patterns ('news/**/*.html') and standard input (-): plain text, HTML "
     "pages, RSS and Atom feeds, JSON Feed, JSON and JSON lines, web archives (WARC, ARC), each of "
     "them also compressed with gzip, xz or Zstandard. Every article is analysed and stored with "
     "its records; then the records of all articles are merged. Adding the same article again "
     "changes nothing, and a run that was stopped goes on where it was.\n\n"
     "What cannot be read is named on standard error with its file and byte, counted and left out; "
     "the rest is added. The exit code is then 4, or 3 if nothing could be read. A table on "
     "standard "
     "error says what became of each file; with --json one object a file, and a last one of all, "
     "go "
     "to standard output.\n\n"
     "With --thorough a large model reads every sentence that joins two parties: it finds events that no rule of the code "
     "book tells of (rule EV-READ) and takes out what it sees otherwise. More is found and more of it is right, at about ten "
     "times the cost; quotations, messages, claims and figures are the same.",
     OPTION_BIT(DB) | READING_OPTIONS,
     {{"dateline add articles/", "a folder, with all folders in it"},
      {"dateline add --db news.db crawl-*.warc.gz", "web archives, into a ledger of their own"},
      {"find . -name '*.html' -print0 | dateline add --files-from -", "a list of files"},
      {"dateline add --map text=doc.body,title=doc.head dump.jsonl",
       "JSON with members of other names"}},
     run_add},
    {"articles",
     "",
     NO_OPERANDS,
     "list the articles",
     "One line an article, oldest first: date of publication and where it was found, outlet, "
     "headline, and how many records the article gave. Copies and superseded versions are listed too; "
     "--json and --csv name their original and what superseded them.",
     LISTING | OPTION_BIT(ACTOR) | ARTICLE_FILTERS,
     {{"dateline articles --about \"ceasefire\"", "articles that hold a word"}},
     run_articles},
    {"messages",
     "",
     NO_OPERANDS,
     "who wrote, called or met whom",
     "One record a message of the real world, however many articles tell of it: sender, recipient, "
     "kind, occasion, the dates it was sent and reported, and every report with its channel.",
     LISTING | PARTY_FILTERS | ARTICLE_FILTERS,
     {{"dateline messages --from \"Xi Jinping\" --to Putin", "of one pair, one way"},
      {"dateline messages --json", "with all reports and their evidence"}},
     run_messages},
    {"exchange",
     "ACTOR ACTOR",
     2,
     2,
     "what two wrote, called and met about, both ways",
     "The correspondence of two in the order of days: letters and messages either way (→), calls and "
     "meetings (↔); when each was sent, received and reported, by how many articles, what a reply answers "
     "(the last message the other way before it), and where the reports contradict each other.\n\n"
     "Each is a person, body or state, by key, name, alias or a word of it. The name of a state means "
     "the state and whoever speaks for it: its bodies, its leaders and other persons of its government "
     "and army. A key (state:PRK) means that one alone.",
     LISTING | ARTICLE_FILTERS,
     {{"dateline exchange Kim Putin", "the letters of two leaders"},
      {"dateline exchange \"North Korea\" Russia --since 2024", "of two states and who speaks for them"},
      {"dateline exchange state:PRK state:RUS --json", "where the reports name the states alone"}},
     run_exchange},
    {"quotes",
     "",
     NO_OPERANDS,
     "who said what to whom",
     "One record a quotation: speaker, words, whom they were for, through whom they came, and the "
     "article. Actors are named by a key (person:kim jong un), a name, an alias or a word of it "
     "(Kim). What stands in a letter is said to whom it was sent.\n\n"
     "With --about, quotations that hold the words themselves come first, then those whose sentence "
     "holds them; each by date. Case and diacritics make no difference.",
     LISTING | PARTY_FILTERS | OPTION_BIT(SPEAKER) | ARTICLE_FILTERS,
     {{"dateline quotes --speaker Lavrov --about NATO", "what a speaker said on a subject"},
      {"dateline quotes --speaker Kim --to Putin", "said to him, or written in letters to him"},
      {"dateline quotes --about \"troop* abroad\" --json", "by anybody, with channel and bytes"}},
     run_quotes},
    {"events",
     "",
     NO_OPERANDS,
     "who did what to whom",
     "One record an event as an article tells it: source, PLOVER type and CAMEO code, target, date, place, and "
     "whether it is asserted, attributed, denied, planned or only possible.\n\n"
     "With --merged, one record an event of the world: what articles tell of the same type between the same two sides "
     "on the same day, with the articles that tell it and its value by a named scale. A side is a state, where its "
     "government, army or police act, else the actor. What is told without a day is of the last such event in the two "
     "days up to the article's. Its status is asserted, planned or denied.",
     LISTING | PARTY_FILTERS | ARTICLE_FILTERS | OPTION_BIT(TYPE) | OPTION_BIT(SOURCE) | OPTION_BIT(TARGET) |
         OPTION_BIT(STATUS) | OPTION_BIT(COUNTRY) | OPTION_BIT(MERGED) | OPTION_BIT(SCALE),
     {{"dateline events --actor Armenia --since 2022-09", "of an actor, from a month on"},
      {"dateline events --type ASSAULT --source Russia --target Ukraine", "by type and parties"},
      {"dateline events --type 19 --country SDN --status attributed", "by CAMEO code, place and status"},
      {"dateline events --merged --scale icews --csv", "each event once, with its value"}},
     run_events},
    {"dyad",
     "ACTOR ACTOR",
     2,
     2,
     "what two did to each other, month by month",
     "One line a month: messages between the two and the articles that told them; events of the world "
     "(as events --merged) and the articles that told them, for reports are not events; how many were verbal (v+) and "
     "material (m+) cooperation, verbal (v-) and material (m-) conflict; how many the first did to the second (1>2), the "
     "second to the first (2>1), both to one another (<>); the sum and the mean of their values by a named scale. "
     "The classes are that scale's too.\n\n"
     "What was denied or is still to come is not counted, unless --status asks for it. Each actor is named as for "
     "exchange: the name of a state means whoever speaks for it. Months without anything are left out.",
     LISTING | OPTION_BIT(SINCE) | OPTION_BIT(UNTIL) | OPTION_BIT(SCALE) | OPTION_BIT(TYPE) | OPTION_BIT(STATUS),
     {{"dateline dyad \"North Korea\" Russia --since 2024", "of two states"},
      {"dateline dyad Iran Israel --scale plover --csv", "by the scores of PLOVER, for a spreadsheet"},
      {"dateline dyad Armenia Azerbaijan --type ASSAULT", "one type of event"}},
     run_dyad},
    {"claims",
     "",
     NO_OPERANDS,
     "who holds what to be so",
     "One record a claim: holders, what they claim, and whether they assert, deny, confirm it or "
     "will do neither. Claims of all articles that are about the same hang together (within 14 days): link "
     "says how one stands to another (repeats, confirms, denies, disputes, doubts, retracts, rejects, accepts, "
     "neither confirms nor denies), and, of the first that told it, what became of it. show and explain give the whole history, "
     "the earliest first.\n\n"
     "With --about, claims that hold the words come first, then those whose sentence does. --status takes "
     "stances and links (denies,disputes), and what became of a claim: unanswered, confirmed, denied, disputed, "
     "retracted, rejected or accepted (of a proposal), or open where somebody will neither confirm nor deny.",
     LISTING | OPTION_BIT(FROM) | OPTION_BIT(HOLDER) | OPTION_BIT(STATUS) | OPTION_BIT(ACTOR) | ARTICLE_FILTERS,
     {{"dateline claims --about troops", "who says so, who denies it"},
      {"dateline claims --holder Russia --status denies", "what somebody denies"},
      {"dateline claims --status denied --since 2024-12", "what was denied by anybody"}},
     run_claims},
    {"figures",
     "",
     NO_OPERANDS,
     "the numbers and what they count",
     "One record a figure: value or range, hedge, unit, what it counts, and the article. Units are person, three letters "
     "of a currency, percent, measures (km, t, celsius) and spans of time (day, year); a bare count has none. --of takes what "
     "is counted in any form (soldiers, \"combat troops\"), or dead, injured, arrested: what befell them. Parties and --type "
     "are those of the event or claim that a figure belongs to; its day is the article's.",
     LISTING | PARTY_FILTERS | ARTICLE_FILTERS | OPTION_BIT(SOURCE) | OPTION_BIT(TARGET) | OPTION_BIT(TYPE) |
         OPTION_BIT(UNIT) | OPTION_BIT(OF),
     {{"dateline figures --about soldiers --csv", "for a spreadsheet"},
      {"dateline figures --of dead --since 2023-10", "how many were killed, by which report"},
      {"dateline figures --unit USD --about loan", "sums of money"},
      {"dateline figures --type ASSAULT --target Ukraine", "of attacks on one country"}},
     run_figures},
    {"stories",
     "",
     NO_OPERANDS,
     "articles on one event, together",
     "One record a story: its days, its articles, the actors most named in it.",
     LISTING | OPTION_BIT(ACTOR) | ARTICLE_FILTERS,
     {{"dateline stories --since 2024-12-01", "from a day on"}},
     run_stories},
    {"conflicts",
     "",
     NO_OPERANDS,
     "where the reports disagree",
     "One record a conflict of dates, figures, wording or status, with the sentences that stand "
     "against each other and their articles. Figures contradict each other if they count the same thing "
     "of one event and cannot both be right. A toll that is higher on a later day is no contradiction: it is listed as "
     "drift, with the day of each article.",
     LISTING | OPTION_BIT(ACTOR) | ARTICLE_FILTERS,
     {{"dateline conflicts --story s4k2", "within one story (an id may be shortened)"}},
     run_conflicts},
    {"variants",
     "[ID]",
     0,
     1,
     "one sentence in several wordings",
     "Without ID, one record a group of quotations by one speaker that are the same sentence in other "
     "words or another translation.\n\n"
     "With the ID of a group or of a quotation in one, each wording with what differs, word by word, "
     "from the quotation, or from the earliest of the group: [-left out-] and {+put in+}. Case, marks "
     "and layout make no difference; % is the share of the words of both that stand in both. With "
     "--json, the operations that lead from one wording to the other, with their bytes.",
     LISTING | OPTION_BIT(FROM) | OPTION_BIT(SPEAKER) | OPTION_BIT(ACTOR) | ARTICLE_FILTERS,
     {{"dateline variants --speaker Xi", "the groups of one speaker"},
      {"dateline variants v1rq", "the wordings of a group"},
      {"dateline variants q83c --json | jq .operations", "against one quotation, as data"}},
     run_variants},
    {"chain",
     "ID",
     ONE_ID,
     "through whom words came, in every report",
     "ID is a message, a report, a quotation, a group of wordings or a claim. Of each report, every step "
     "from who said it to who printed it: role, name, country, standing (official, state, public or "
     "private; nothing where it is not known), date, and the sentence that shows it. Copies stand under "
     "the article they copy. Of a quotation or a claim in one, the reports of all its wordings are shown.\n\n"
     "At the head: how many reports there are, and from how many independent sources. Who passes on what "
     "another told adds none, nor does a copy; an article that names nobody is one.\n\n"
     "With --json and --csv, one record a step. --limit counts reports.",
     LISTING | OPTION_BIT(SINCE) | OPTION_BIT(UNTIL),
     {{"dateline chain m7q2", "who told of a letter, and whence they have it"},
      {"dateline chain q83c --csv", "a quotation and its other wordings, for a spreadsheet"}},
     run_chain},
    {"copies",
     "[ID]",
     0,
     1,
     "articles that repeat others",
     "Without ID, one record an article that others repeat: how many do, and how many outlets "
     "printed it. An article repeats an earlier one if at least half of its words, eight in a row, "
     "stand there: as an exact or near copy, within a longer one, or as a version from the same "
     "address. Copies are kept as articles, and count as one source with their original in "
     "messages, stories and variants.\n\n"
     "With ID, every article that is like this one, with what it is to it: exact, near, within "
     "(it), contains (it), version; related if both have an original in common. With --json also what "
     "differs, with the bytes in both texts.",
     LISTING | ARTICLE_FILTERS,
     {{"dateline copies", "what was printed most"},
      {"dateline copies a3f9", "who else printed an article"}},
     run_copies},
    {"versions",
     "[ADDRESS|ID]",
     0,
     1,
     "the history of an address",
     "One record a version: the articles that came from one address, in the order in which they were "
     "changed or published, with how many words were added and removed since the one before. A "
     "version is superseded by the next one that has text or headline in common with it. Without an "
     "operand, the histories of all addresses with more than one version.\n\n"
     "An address may be given in any of its forms: http or https, with www., m. or amp, with "
     "tracking parameters or a fragment.",
     LISTING,
     {{"dateline versions https://example.org/news/a1", "how a page changed"},
      {"dateline versions a3f9 --json", "with every changed word, by an article's id"}},
     run_versions},
    {"diff",
     "ID ID",
     2,
     2,
     "what differs between two articles",
     "One record a place where the texts differ: what the first has, what the second has, and the "
     "words before it. Layout, case and punctuation make no difference. The exit code is 1 if they "
     "have the same words.",
     OPTION_BIT(DB) | OPTION_BIT(JSON) | OPTION_BIT(CSV) | OPTION_BIT(FULL),
     {{"dateline diff a3f9 a77k", "an article and its copy"}},
     run_diff},
    {"actors",
     "",
     NO_OPERANDS,
     "who acts",
     "One record an actor: name, kind, country, role, in how many articles, and whether the data "
     "or the articles introduced it.",
     LISTING | OPTION_BIT(ACTOR) | OPTION_BIT(ABOUT) | OPTION_BIT(STORY) | OPTION_BIT(NAME) |
         OPTION_BIT(COUNTRY) | OPTION_BIT(KIND) | OPTION_BIT(OFFICE),
     {{"dateline actors --name Kim", "whose name holds a word"},
      {"dateline actors --country KGZ --kind person", "of one country"},
      {"dateline actors --office 'foreign minister'", "who was told to be foreign minister"}},
     run_actors},
    {"actor",
     "KEY|NAME",
     ONE_ID,
     "who somebody is, by which articles",
     "Everything the ledger knows of an actor: offices with the first and last day on which an "
     "article gives them, the names it is printed by, the sentences that introduce it, and where it "
     "was recognised by its family name alone. Of a family name that nobody fits, or several do, who "
     "it may be. A name that several actors have shows each of them.",
     OPTION_BIT(DB) | OUTPUT_OPTIONS,
     {{"dateline actor Lavrov", "by name"},
      {"dateline actor 'name:kim' --json", "a family name that may be several persons'"}},
     run_actor},
    {"same",
     "ACTOR ACTOR",
     2,
     2,
     "decide that two actors are one",
     "Remembers that the two are the same person or organisation, now and in articles that are added "
     "later; all records and messages follow. An actor is named by its key, or by a name that only "
     "one has. With --article it holds in one article alone.",
     OPTION_BIT(DB) | OPTION_BIT(ARTICLE) | OPTION_BIT(QUIET),
     {{"dateline same 'person:jo example' 'person:joseph example'", "two spellings of one name"}},
     run_same},
    {"different",
     "ACTOR ACTOR",
     2,
     2,
     "decide that two actors are not one",
     "Remembers that a name is not this person's, or that two are not the same, whatever the rules "
     "say. A full name that persons of two countries share is parted by 'person:NAME@KEN' and "
     "'person:NAME@TGO'. With --article it holds in one article alone.",
     OPTION_BIT(DB) | OPTION_BIT(ARTICLE) | OPTION_BIT(QUIET),
     {{"dateline different 'name:kim' 'person:kim example'", "that name is not hers"},
      {"dateline different 'name:kim' 'person:kim example' --article a3f9", "not in this article"}},
     run_different},
    {"undo",
     "ACTOR ACTOR",
     2,
     2,
     "forget what was decided of two actors",
     "Takes back a verdict of same or different; the rules decide again.",
     OPTION_BIT(DB) | OPTION_BIT(ARTICLE) | OPTION_BIT(QUIET),
     {{"dateline undo 'name:kim' 'person:kim example'", "as before the verdict"}},
     run_undo},
    {"decisions",
     "",
     NO_OPERANDS,
     "what was decided of who is who",
     "One record a verdict of same or different.",
     LISTING,
     {{"dateline decisions --csv", "to keep them elsewhere"}},
     run_decisions},
    {"show",
     "ID",
     ONE_ID,
     "everything about one record or article",
     "Of an article: metadata, the clean text, its records, and what was dropped from the page and "
     "why. Of a record: all its fields and evidence. An id may be shortened as long as it is the "
     "only one that begins so.",
     OPTION_BIT(DB) | OPTION_BIT(JSON) | OPTION_BIT(FULL),
     {{"dateline show a3f9", "an article"}},
     run_show},
    {"explain",
     "ID",
     ONE_ID,
     "the evidence behind one record",
     "Shows the sentence, the bytes of the clean text and of the page, the rule that made the "
     "record, its example, its confidence and the version of the program.",
     OPTION_BIT(DB) | OPTION_BIT(JSON),
     {{"dateline explain m7q2", "why the ledger says so"}},
     run_explain},
    {"export",
     "",
     NO_OPERANDS,
     "the ledger in the formats of others",
     "Formats of event data: plover (JSON lines), gdelt-events and gdelt-mentions, icews, polecat, phoenix. "
     "conllu has the trees of all sentences, w3c an annotation for each record on its words, ftm the entities "
     "of FollowTheMoney, csv a table of one kind of records, jsonl all records. docs/formats/exports.md tells "
     "what each holds, and what it leaves empty.\n\n"
     "Event data without a column for the status hold what the reports take to have happened: asserted, "
     "attributed, and of the past where a date is given. What is planned, possible, denied or negated would "
     "count as an event there; --status names what is wanted. In plover all stand, marked by auxiliary modes.\n\n"
     "Rows come in the order of articles, and the same ledger gives the same bytes. Nothing is cut, whatever "
     "the size of the ledger. With --output, a run that is stopped leaves the file as it was.",
     OPTION_BIT(DB) | OPTION_BIT(FORMAT) | OPTION_BIT(OUTPUT) | OPTION_BIT(TABLE) |
         OPTION_BIT(ONE_A_DAY) | OPTION_BIT(TYPE) | OPTION_BIT(SOURCE) | OPTION_BIT(TARGET) | OPTION_BIT(COUNTRY) |
         OPTION_BIT(STATUS) | PARTY_FILTERS | ARTICLE_FILTERS | OPTION_BIT(DATA) | OPTION_BIT(QUIET),
     {{"dateline export --format gdelt-events --output events.CSV", "61 columns, as GDELT has them"},
      {"dateline export --format plover --since 2024-01 --source Russia", "JSON lines, of a month and a source"},
      {"dateline export --format csv --table quotes > quotes.csv", "for a spreadsheet"},
      {"dateline export --format icews --status all", "also what was only planned, denied or possible"}},
     run_export},
    {"annotate",
     "[PATH…]",
     0,
     1 << 20,
     "analyse without a ledger, print JSON lines or CoNLL-U",
     "Reads like add (standard input if no path is given) and prints one JSON object an article, "
     "in the order of the input. Nothing is stored.\n\n"
     "--format is json (JSON lines, the default) or conllu. With --format conllu it prints sentences, words, tags, lemmas and dependencies, with the "
     "bytes of each word (docs/formats/conllu.md).\n\n"
     "With --plain each file is one English text, and all its characters come out again: nothing "
     "is taken for a header line, a byline, a notice or a repeated paragraph, and no encoding "
     "fault is mended. A line break counts as a space, an empty line ends a paragraph. So are "
     "treebanks parsed and scored.\n\n"
     "With --thorough a large model reads every sentence that joins two parties, for events that no rule tells of; see add.",
     READING_OPTIONS | OPTION_BIT(FORMAT) | OPTION_BIT(PLAIN),
     {{"dateline annotate article.html | jq .quotations", "the quotations of one page"},
      {"dateline annotate --format conllu article.html", "the trees of its sentences"},
      {"dateline annotate --format conllu --plain text.txt > text.conllu",
       "the trees of a text of which no character may be lost"}},
     run_annotate},
    {"relations",
     "[PATH…]",
     0,
     1 << 20,
     "which relation a sentence tells of two given parties",
     "Reads rows of a text and two parties in it (standard input if no path is given), and prints for each, in the order "
     "of the input, what the text says that the source does to the target: PLOVER type, CAMEO code, quad, side, "
     "direction, status, how sure that is, the word that tells it and the rule. Where it tells of nothing between the "
     "two the type is NONE; with --always the likeliest type is named even so, for files in which every row has one. "
     "Nothing is stored.\n\n"
     "Rows are CSV or tab-separated text with a header that names columns for sentence, source, target and perhaps id "
     "(docs/input.md has the names that are known, --map others), JSON lines with such members, or lines in which both "
     "parties are marked: <S>Norland</S> shelled <T>Sudland</T>. A text may have several sentences. A party is looked for "
     "by its words, whole or in part, then by who is meant; of several places those that an event joins are taken, else "
     "the nearest. A row that is none is named on standard error and left out.\n\n"
     "Each answer weighs what a learnt model gives the pair and what the code book has found "
     "(docs/formats/relations.md).",
     OPTION_BIT(JSON) | OPTION_BIT(CSV) | OPTION_BIT(FULL) | OPTION_BIT(ALWAYS) | OPTION_BIT(FILES_FROM) | OPTION_BIT(THREADS) |
         OPTION_BIT(MAP) | OPTION_BIT(DATA) | OPTION_BIT(QUIET),
     {{"dateline relations pairs.csv", "a table"},
      {"dateline relations --csv --always pairs.csv > coded.csv", "every row with a type, for a spreadsheet"},
      {"dateline relations --map sentence=lede,source=who,target=whom rows.tsv", "columns of other names"},
      {"echo '<S>Norland</S> shelled <T>Sudland</T>.' | dateline relations --json", "one sentence, with all that is known"}},
     run_relations},
    {"stages",
     "",
     NO_OPERANDS,
     "the stages an article goes through",
     "The stages in their order, what each does, reads and writes.",
     OPTION_BIT(JSON) | OPTION_BIT(CSV),
     {{"dateline stages", "the way of the data"}},
     run_stages},
    {"doctor",
     "",
     NO_OPERANDS,
     "check the program, its data and the ledger",
     "Loads every data file, runs every rule's example, and checks the ledger, if there is one, "
     "from "
     "its format to every span.",
     OPTION_BIT(DB) | OPTION_BIT(DATA) | OPTION_BIT(JSON) | OPTION_BIT(CSV),
     {{"dateline doctor --db news.db", "before relying on a copied ledger"}},
     run_doctor},
    {"demo",
     "",
     NO_OPERANDS,
     "add the sample articles and show the ledger",
     "Writes the twelve invented articles that come with the program into a new folder below the "
     "system's temporary one, adds them to a ledger there, and shows what came out.",
     OPTION_BIT(QUIET),
     {{"dateline demo", "a first look"}},
     run_demo},
    {0},
};

const Command *command_find(const char *name)
{
    for (const Command *command = commands; command->name != NULL; command++)
        if (strcmp(command->name, name) == 0) return command;
    return NULL;
}

#define LONGEST_NAME 24

/* How many letters must be changed, added or dropped (Levenshtein); rows of one table. */
static unsigned edit_distance(const char *a, const char *b)
{
    size_t a_len = strlen(a), b_len = strlen(b);
    if (a_len > LONGEST_NAME || b_len > LONGEST_NAME) return LONGEST_NAME;
    unsigned row[LONGEST_NAME + 1];
    for (unsigned j = 0; j <= b_len; j++) row[j] = j;
    for (unsigned i = 1; i <= a_len; i++) {
        unsigned diagonal = row[0];
        row[0] = i;
        for (unsigned j = 1; j <= b_len; j++) {
            unsigned changed = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            unsigned shorter = row[j] < row[j - 1] ? row[j] : row[j - 1];
            row[j] = shorter + 1 < changed ? shorter + 1 : changed;
        }
    }
    return row[b_len];
}

const char *command_nearest(const char *name)
{
    const char *nearest = NULL;
    unsigned least = 3; /* two slips at most */
    for (const Command *command = commands; command->name != NULL; command++) {
        unsigned distance = edit_distance(name, command->name);
        if (distance >= least) continue;
        least = distance;
        nearest = command->name;
    }
    return nearest;
}
