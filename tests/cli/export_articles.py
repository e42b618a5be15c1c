"""Invented articles with what exports must get right: characters of several bytes before every record, tabs and line
ends in names and titles, deeds of all statuses, talks and visits, the dead and the arrested."""

SUMMIT = """TIRANA, March 4 (ATA) — Albanian Prime Minister Agron Hoxhaj met Norwegian Foreign Minister Nils Åasen in Tirana on Monday, the “Ora e Fundit” daily said 🇦🇱.

Norway's Foreign Minister Nils Åasen visited Albania on Sunday. “Fjords and mountains are not so far apart,” Åasen told reporters.

Norway and Albania signed a treaty on fishing on Monday. Norway provided aid to Albania in February.

Åasen sent a letter of thanks to Hoxhaj on March 5.
"""

WAR = """Rebels killed 12 soldiers in the Kenyan city of Eldoret on March 2, the Kenyan army said. Kenyan police arrested 40 protesters in Nairobi on March 3.

Kenya plans to expel the ambassador of Chile. Chile denied that it had attacked Kenya. Chile did not attack Kenya.

Kenya may impose sanctions on Chile. If Chile refuses, Kenya will withdraw its troops. Kenya invaded Chile in 1912, a war that historians call naïve.

The Chilean president condemned Kenya on March 4. The United Nations urged Kenya to release the crew. Chile allegedly bombed the Kenyan port of Mombasa.
"""

AGAIN = """Kenyan police arrested 40 protesters in Nairobi on March 3, officers said.
"""

UNDATED = """Peru condemned Bolivia.
"""


def article(address, outlet, published, title, text):
    found = {"url": address, "outlet": outlet, "title": title, "text": text}
    return {**found, "published": published} if published else found


ARTICLES = [
    article("https://www.fjord.example/summit?a=1&b=2", "Fjord\tPost", "2031-03-05",
            "Åasen in Tirana:\ttalks\nand a \"treaty\"", SUMMIT),
    article("https://kilima.example/war", "Kilima Times", "2031-03-05", "Forty arrested; twelve dead", WAR),
    article("https://lake.example/nairobi", "Lake Herald", "2031-03-06", "Arrests in Nairobi", AGAIN),
    article("", "Anden Blatt", "", "Peru and Bolivia", UNDATED),
]
