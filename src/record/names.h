/*
 * The closed vocabularies of the records, one list each: the enum, its printed names and their
 * count all come from the same line. X(ENUM_SUFFIX, "printed name").
 */
#ifndef RECORD_NAMES_H
#define RECORD_NAMES_H

/* Universal part-of-speech tags. (The parameter is not X, as one tag is X.) */
#define TAG_LIST(M)                                                                                \
    M(X, "X") M(ADJ, "ADJ") M(ADP, "ADP") M(ADV, "ADV") M(AUX, "AUX") M(CCONJ, "CCONJ")            \
    M(DET, "DET") M(INTJ, "INTJ") M(NOUN, "NOUN") M(NUM, "NUM") M(PART, "PART") M(PRON, "PRON")    \
    M(PROPN, "PROPN") M(PUNCT, "PUNCT") M(SCONJ, "SCONJ") M(SYM, "SYM") M(VERB, "VERB")

/* Penn Treebank tags as the English treebanks of Universal Dependencies use them. */
#define XPOS_LIST(X)                                                                               \
    X(NONE, "_") X(ADD, "ADD") X(AFX, "AFX") X(CC, "CC") X(CD, "CD") X(DT, "DT") X(EX, "EX")       \
    X(FW, "FW") X(GW, "GW") X(HYPH, "HYPH") X(IN, "IN") X(JJ, "JJ") X(JJR, "JJR") X(JJS, "JJS")    \
    X(LS, "LS") X(MD, "MD") X(NFP, "NFP") X(NN, "NN") X(NNP, "NNP") X(NNPS, "NNPS")                \
    X(NNS, "NNS") X(PDT, "PDT") X(POS, "POS") X(PRP, "PRP") X(PRPS, "PRP$") X(RB, "RB")            \
    X(RBR, "RBR") X(RBS, "RBS") X(RP, "RP") X(SYM, "SYM") X(TO, "TO") X(UH, "UH") X(VB, "VB")      \
    X(VBD, "VBD") X(VBG, "VBG") X(VBN, "VBN") X(VBP, "VBP") X(VBZ, "VBZ") X(WDT, "WDT")            \
    X(WP, "WP") X(WPS, "WP$") X(WRB, "WRB") X(PUNCT_OPEN, "-LRB-") X(PUNCT_CLOSE, "-RRB-")         \
    X(QUOTE_OPEN, "``") X(QUOTE_CLOSE, "''") X(COMMA, ",") X(STOP, ".") X(COLON, ":")              \
    X(CURRENCY, "$")

/* Universal Dependencies relations, with the subtypes that English uses. */
#define RELATION_LIST(X)                                                                           \
    X(DEP, "dep") X(ROOT, "root") X(ACL, "acl") X(ACL_RELCL, "acl:relcl") X(ADVCL, "advcl")        \
    X(ADVCL_RELCL, "advcl:relcl") X(ADVMOD, "advmod") X(AMOD, "amod") X(APPOS, "appos")            \
    X(AUX, "aux") X(AUX_PASS, "aux:pass") X(CASE, "case") X(CC, "cc") X(CC_PRECONJ, "cc:preconj")  \
    X(CCOMP, "ccomp") X(COMPOUND, "compound") X(COMPOUND_PRT, "compound:prt") X(CONJ, "conj")      \
    X(COP, "cop") X(CSUBJ, "csubj") X(CSUBJ_OUTER, "csubj:outer") X(CSUBJ_PASS, "csubj:pass")      \
    X(DET, "det") X(DET_PREDET, "det:predet") X(DISCOURSE, "discourse")                            \
    X(DISLOCATED, "dislocated") X(EXPL, "expl") X(FIXED, "fixed") X(FLAT, "flat")                  \
    X(GOESWITH, "goeswith") X(IOBJ, "iobj") X(LIST, "list") X(MARK, "mark") X(NMOD, "nmod")        \
    X(NMOD_DESC, "nmod:desc") X(NMOD_POSS, "nmod:poss") X(NMOD_UNMARKED, "nmod:unmarked")          \
    X(NSUBJ, "nsubj")                                                                              \
    X(NSUBJ_OUTER, "nsubj:outer") X(NSUBJ_PASS, "nsubj:pass") X(NUMMOD, "nummod") X(OBJ, "obj")    \
    X(OBL, "obl") X(OBL_AGENT, "obl:agent") X(OBL_UNMARKED, "obl:unmarked") X(ORPHAN, "orphan")    \
    X(PARATAXIS, "parataxis") X(PUNCT, "punct") X(REPARANDUM, "reparandum")                        \
    X(VOCATIVE, "vocative") X(XCOMP, "xcomp")

/* Classes of names, as the network labels them: countries and cities (GPE), other places (LOC),
 * buildings and works of engineering (FAC), peoples, faiths and parties by their adjective (NORP). */
#define NAME_TYPE_LIST(X)                                                                          \
    X(NONE, "O") X(PERSON, "PER") X(ORGANISATION, "ORG") X(COUNTRY, "GPE") X(PLACE, "LOC")         \
    X(FACILITY, "FAC") X(PEOPLE, "NORP") X(EVENT, "EVENT") X(WORK, "WORK")

#define BLOCK_LIST(X)                                                                              \
    X(BODY, "body") X(HEADLINE, "headline") X(SUBHEAD, "subhead") X(BYLINE, "byline")              \
    X(DATELINE, "dateline") X(QUOTE, "quote") X(LIST_ITEM, "list item") X(CAPTION, "caption")      \
    X(CREDIT, "credit") X(TEASER, "teaser") X(PAYWALL, "paywall notice")                           \
    X(CONSENT, "consent notice") X(NEWSLETTER, "newsletter notice") X(COMMENT, "comment")          \
    X(LIVE, "live entry") X(REPEAT, "repeat") X(HEADER, "header line")                             \
    X(BOILERPLATE, "boilerplate")

#define ACTOR_KIND_LIST(X)                                                                         \
    X(UNKNOWN, "unknown") X(PERSON, "person") X(STATE, "state") X(GOVERNMENT, "government body")   \
    X(ARMED_GROUP, "armed group") X(ORGANISATION, "organisation") X(MEDIA, "media")                \
    X(GROUP, "group") X(PLACE, "place")

#define MENTION_KIND_LIST(X)                                                                       \
    X(NAME, "name") X(TITLED_NAME, "titled name") X(ROLE, "role") X(NATIONALITY, "nationality")    \
    X(METONYM, "metonym") X(PRONOUN, "pronoun") X(COLLECTIVE, "collective")                        \
    X(DESCRIPTION, "description")

/* How a reference is put: by name, by a noun, by a pronoun. */
#define REFERENCE_FORM_LIST(X) X(NAME, "name") X(NOUN, "noun") X(PRONOUN, "pronoun")

#define GRANULARITY_LIST(X)                                                                        \
    X(NONE, "none") X(DECADE, "decade") X(YEAR, "year") X(SEASON, "season") X(QUARTER, "quarter")  \
    X(MONTH, "month") X(WEEK, "week") X(DAY, "day") X(TIME, "time")

#define TIME_TYPE_LIST(X) X(DATE, "DATE") X(TIME, "TIME") X(DURATION, "DURATION") X(SET, "SET")  \
    X(AGE, "AGE") X(ANNIVERSARY, "ANNIVERSARY")

/* Where a date of publication was found. The last three are weak: a date of change stands in for
 * that of publication, some date on the page is taken, the page was fetched then. */
#define DATE_ORIGIN_LIST(X)                                                                        \
    X(NONE, "none") X(CONTAINER, "container") X(LINKED_DATA, "linked data")                        \
    X(METADATA, "page metadata") X(ELEMENT, "page element") X(URL, "url")                          \
    X(HEADER, "header line") X(DATELINE, "dateline") X(TEXT, "visible text")                       \
    X(CHANGE, "date of change") X(GUESS, "guess") X(FETCH, "fetch date")

#define QUOTATION_KIND_LIST(X) X(DIRECT, "direct") X(INDIRECT, "indirect") X(MIXED, "mixed")

#define MESSAGE_KIND_LIST(X)                                                                       \
    X(MESSAGE, "message") X(LETTER, "letter") X(TELEGRAM, "telegram") X(GREETING, "greeting")      \
    X(CONGRATULATION, "congratulation") X(CONDOLENCE, "condolence") X(THANKS, "thanks")            \
    X(REPLY, "reply") X(CALL, "call") X(MEETING, "meeting") X(VISIT, "visit")                      \
    X(STATEMENT, "statement") X(SUMMONS, "summons") X(NOTE, "note")

/* What words of a message are. */
#define CONTENT_KIND_LIST(X)                                                                       \
    X(WISH, "wish") X(PROMISE, "promise") X(DEMAND, "demand") X(THANKS, "thanks")                  \
    X(HOPE, "hope") X(STATEMENT, "statement")

/* The steps by which words reach the reader. */
#define CHANNEL_ROLE_LIST(X)                                                                       \
    X(SAID, "said by") X(PUBLISHED, "published by") X(REPORTED, "reported by")                     \
    X(QUOTED, "quoted by") X(OUTLET, "printed by")

/* What is said of an event or a claim: whether the text takes it as fact. */
/* Border: a line between states or what stands on it; site: a mountain, dam, base, square. */
#define PLACE_KIND_LIST(X)                                                                         \
    X(UNKNOWN, "unknown") X(COUNTRY, "country") X(REGION, "region") X(CITY, "city")                \
    X(WATER, "water") X(ISLAND, "island") X(BORDER, "border") X(SITE, "site")

#define STATUS_LIST(X)                                                                             \
    X(ASSERTED, "asserted") X(ATTRIBUTED, "attributed") X(DENIED, "denied") X(NEGATED, "negated")  \
    X(PLANNED, "planned") X(POSSIBLE, "possible") X(CONDITIONAL, "conditional")                    \
    X(HISTORICAL, "historical")

#define POLARITY_LIST(X) X(POSITIVE, "positive") X(NEGATIVE, "negative")

/* What a holder does with a proposition. */
#define STANCE_LIST(X)                                                                             \
    X(ASSERTS, "asserts") X(DENIES, "denies") X(CONFIRMS, "confirms")                              \
    X(NEITHER, "neither confirms nor denies") X(DISPUTES, "disputes") X(DOUBTS, "doubts")          \
    X(PROPOSES, "proposes") X(PREDICTS, "predicts")                                               \
    X(RETRACTS, "retracts") X(REJECTS, "rejects") X(ACCEPTS, "accepts")

/* PLOVER event types, 2.0. */
#define PLOVER_LIST(X)                                                                             \
    X(NONE, "") X(AGREE, "AGREE") X(CONSULT, "CONSULT") X(SUPPORT, "SUPPORT")                      \
    X(CONCEDE, "CONCEDE") X(COOPERATE, "COOPERATE") X(AID, "AID") X(RETREAT, "RETREAT")            \
    X(REQUEST, "REQUEST") X(ACCUSE, "ACCUSE") X(REJECT, "REJECT") X(THREATEN, "THREATEN")          \
    X(PROTEST, "PROTEST") X(SANCTION, "SANCTION") X(MOBILIZE, "MOBILIZE") X(COERCE, "COERCE")      \
    X(ASSAULT, "ASSAULT")

#define HEDGE_LIST(X)                                                                              \
    X(EXACT, "exact") X(ABOUT, "about") X(AT_LEAST, "at least") X(AT_MOST, "at most")              \
    X(MORE_THAN, "more than") X(LESS_THAN, "less than") X(NEARLY, "nearly")                        \
    X(RANGE, "range") X(VAGUE, "vague")

/* What befell the people that a figure counts, as PLOVER sums them. */
#define FIGURE_SIZE_LIST(X) X(NONE, "") X(DEAD, "dead") X(INJURED, "injured") X(ARRESTED, "arrested")

#endif
