//! The HTML document.

use std::collections::HashSet;
use std::fmt::Write;

use expect_test::expect;

use super::{of, paths};

/// The document without our style and script, and without their digests.
fn without_code(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    for _ in 0..2 {
        let (before, digest) = rest.split_once("&#39;sha256-").unwrap();
        write!(out, "{before}&#39;sha256-…&#39;").unwrap();
        rest = digest.split_once("&#39;").unwrap().1;
    }
    while let Some(start) =
        ["<style>", "<script>"].iter().filter_map(|tag| Some(rest.find(tag)? + tag.len())).min()
    {
        let end = start + rest[start..].find("</s").unwrap();
        out.push_str(&rest[..start]);
        rest = &rest[end..];
    }
    out + rest
}

/// Every element is closed in its turn, every id is there once, and what is referred to is there.
#[track_caller]
pub(super) fn assert_sound(html: &str) {
    let html = without_code(html);
    let mut open: Vec<&str> = Vec::new();
    let (mut ids, mut named) = (HashSet::new(), Vec::new());
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        assert!(!text.contains('>'), "a bare sign in {text:?}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{tag}");
            continue;
        }
        let name = tag.split(' ').next().unwrap();
        if !["!DOCTYPE", "meta", "input"].contains(&name) {
            open.push(name);
        }
        // Values hold no quotes, so that they and names take turns.
        let mut parts = tag.split('"');
        while let (Some(before), Some(value)) = (parts.next(), parts.next()) {
            match before.trim_start_matches(name).trim_end_matches('=').rsplit(' ').next().unwrap() {
                "id" => assert!(ids.insert(value.to_owned()), "{value} twice"),
                "for" | "aria-describedby" | "aria-labelledby" => named.push(value.to_owned()),
                name => assert!(!name.starts_with("on") && name != "style", "{tag}"),
            }
        }
    }
    assert_eq!(open, [""; 0]);
    assert!(named.iter().all(|id| ids.contains(id)), "{named:?}");
}

#[test]
fn a_small_connector_is_this_document() {
    let html = of(r##"{ "swagger": "2.0", "info": { "title": "Rows", "description": "Rows of lists.", "version": "1.0" },
  "paths": { "/rows": { "get": { "operationId": "GetRows", "summary": "Get rows", "description": "Gets them.",
    "x-ms-visibility": "important", "parameters": [
      { "name": "top", "in": "query", "type": "integer", "required": true, "x-ms-summary": "How many" },
      { "name": "order", "in": "query", "type": "string", "enum": ["up", "down"], "default": "up", "x-ms-visibility": "advanced" } ],
    "responses": { "200": { "schema": { "type": "array", "items": { "type": "object", "properties": {
      "id": { "type": "integer", "title": "Number" } } } } } } } } } }
//- apiProperties.json
{ "properties": { "iconBrandColor": "#da3b01", "connectionParameters": { "key": { "type": "securestring" } } } }"##)
    .html();
    assert_sound(&html);
    expect![[r##"
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-…&#39;; script-src &#39;sha256-…&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Rows: preview</title>
        <style></style></head>
        <body>
        <header>
        <div class="side edited"><svg class="drawings" aria-hidden="true" focusable="false">
        <symbol id="action" viewBox="0 0 40 40"><rect x="0.5" y="0.5" width="39" height="39" rx="8" fill="#da3b01" stroke="currentColor" stroke-opacity="0.15"></rect><text x="20" y="27" text-anchor="middle" font-size="19" fill="#ffffff">R</text></symbol>
        <symbol id="trigger" viewBox="0 0 40 40"><rect x="0.5" y="0.5" width="39" height="39" rx="8" fill="#da3b01" stroke="currentColor" stroke-opacity="0.15"></rect><path d="M22.5 7 11 22.5h7.5L17 33l12-16h-7.8z" fill="#ffffff"></path></symbol></svg><svg class="stripe" aria-hidden="true" focusable="false"><rect width="100%" height="100%" fill="#da3b01"></rect></svg>
        <div class="connector"><svg class="tile" viewBox="0 0 40 40" aria-hidden="true" focusable="false"><rect x="0.5" y="0.5" width="39" height="39" rx="8" fill="#da3b01" stroke="currentColor" stroke-opacity="0.15"></rect><text x="20" y="27" text-anchor="middle" font-size="19" fill="#ffffff">R</text></svg>
        <div>
        <h1 dir="auto">Rows</h1>
        <p class="quiet" dir="auto">Version 1.0</p>
        <p dir="auto">Rows of lists.</p></div></div></div></header>
        <main>
        <div class="tools">
        <div>
        <div class="search" role="search" hidden>
        <label for="search" class="unseen">Find an operation</label><input type="search" id="search" placeholder="Find an operation" autocomplete="off" spellcheck="false">
        <p id="found" role="status"></p></div></div></div>
        <div class="side edited">
        <div class="columns">
        <section class="sign-in" aria-labelledby="n1" data-file="apiProperties.json">
        <details open>
        <summary>
        <h2 id="n1">Connection</h2></summary>
        <div class="inside">
        <div class="field" data-start="73" data-end="106">
        <label for="n2"><bdi>key</bdi></label><input id="n2" type="text" readonly placeholder="Secret text"></div></div></details></section>
        <div class="operations" data-file="apiDefinition.swagger.json">
        <section aria-labelledby="n4">
        <h2 id="n4">Actions <span class="count">1</span></h2>
        <details class="card" data-operation="GetRows" data-pointer="/paths/~1rows/get" data-start="124" data-end="668">
        <summary><svg class="icon" aria-hidden="true" focusable="false"><use href="#action"></use></svg>
        <h3 dir="auto">Get rows</h3> <span class="star" role="img" aria-label="Important" title="Important">★</span>
        <p class="quiet" dir="auto">Gets them.</p></summary>
        <div class="inside">
        <h4>Inputs</h4>
        <div class="field" data-start="269" data-end="366">
        <label for="n5"><bdi>How many</bdi><span class="required" aria-hidden="true"> *</span><span class="unseen"> (required)</span></label><input id="n5" aria-required="true" type="text" readonly placeholder="Whole number"></div>
        <details class="options">
        <summary>Show advanced options (1)</summary>
        <div class="field" data-start="374" data-end="498">
        <label for="n7"><bdi>order</bdi></label>
        <select id="n7"><option selected>up</option><option>down</option></select></div></details>
        <h4>Outputs</h4>
        <ul class="outputs">
        <li class="output" data-start="530" data-end="662">
        <div><span class="token" dir="auto">Body</span> <span class="kind">List</span></div><code>Body</code>
        <ul class="outputs">
        <li class="output" data-start="610" data-end="656">
        <div><span class="token" dir="auto">Number</span> <span class="kind">Whole number</span></div><code>Body/id</code></li></ul></li></ul>
        <p class="technical"><code>GetRows</code> · <code>GET /rows</code> · revision 1</p>
        <button type="button" class="reveal" hidden>Show in the definition</button></div></details></section></div></div></div></main><script></script></body></html>
    "##]].assert_eq(&without_code(&html));
}

/// Whatever an author writes, it is text.
#[test]
fn nothing_of_a_connector_becomes_markup() {
    let evil = r#"\"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;\u0000"#;
    let definition = format!(
        r##"{{ "info": {{ "title": "{evil}", "description": "{evil}", "version": "{evil}" }}, "paths": {{ "/{evil}": {{ "post": {{
          "operationId": "{evil}", "summary": "{evil}", "description": "{evil}", "x-ms-trigger": "single", "x-ms-trigger-hint": "{evil}",
          "deprecated": true, "x-ms-api-annotation": {{ "family": "{evil}", "expires": "{evil}" }},
          "parameters": [
            {{ "name": "{evil}", "in": "query", "type": "string", "x-ms-summary": "{evil}", "description": "{evil}", "default": "{evil}" }},
            {{ "name": "{evil}", "in": "header", "type": "string", "enum": ["{evil}"], "default": "{evil}",
               "x-ms-enum-values": [{{ "value": "{evil}", "displayName": "{evil}" }}] }},
            {{ "name": "l", "in": "query", "type": "string", "x-ms-dynamic-values": {{ "operationId": "{evil}",
               "parameters": {{ "{evil}": {{ "parameter": "{evil}" }} }} }} }},
            {{ "name": "body", "in": "body", "schema": {{ "type": "object", "properties": {{ "{evil}": {{ "type": "array",
               "items": {{ "type": "object", "properties": {{ "{evil}": {{ "type": "{evil}" }} }} }} }} }} }} }} ],
          "responses": {{ "200": {{ "schema": {{ "type": "object", "properties": {{ "{evil}": {{ "type": "string", "title": "{evil}" }} }} }} }} }}
        }} }} }} }}"##
    );
    let properties = format!(
        r##"{{ "properties": {{ "publisher": "{evil}", "iconBrandColor": "{evil}", "connectionParameterSets": {{ "values": [
          {{ "name": "{evil}", "uiDefinition": {{ "displayName": "{evil}", "description": "{evil}" }},
             "parameters": {{ "{evil}": {{ "type": "string", "uiDefinition": {{ "displayName": "{evil}", "tooltip": "{evil}",
               "constraints": {{ "allowedValues": [{{ "text": "{evil}", "value": "{evil}" }}] }} }} }} }} }},
          {{ "name": "b", "parameters": {{ "{evil}": {{ "type": "oauthSetting" }} }} }} ] }} }} }}"##
    );
    let published = definition.replace("\"type\": \"string\"", "\"type\": \"integer\"");
    let html = of(&format!(
        "{definition}\n//- apiProperties.json\n{properties}\n//- published/apiDefinition.swagger.json\n{published}"
    ))
    .html();
    assert_sound(&html);
    let page = without_code(&html);
    assert!(page.matches("&lt;script&gt;alert(1)").count() > 30, "{page}");
    assert_eq!((page.matches("<script>").count(), page.matches("<img").count()), (1, 0));
    assert!(!page.contains('\0'));
}

#[test]
fn what_differs_is_counted_at_the_top() {
    let one = |paths: &str, more: &str| {
        format!(r#"{{ "info": {{ "title": "Rows" }}, "paths": {{ {paths} }} }}{more}"#)
    };
    let get = |path: &str, summary: &str| {
        format!(r#""/{path}": {{ "get": {{ "operationId": "{path}", "summary": "{summary}" }} }}"#)
    };
    let told = |now: &str, before: &str| {
        let html =
            of(&one(now, &format!("\n//- published/apiDefinition.swagger.json\n{}", one(before, "")))).html();
        assert_sound(&html);
        let told = html.split("<p class=\"since quiet\">").nth(1).unwrap().split("</p>").next().unwrap();
        (told.to_owned(), html.contains("Only what differs"))
    };
    let (a, b, c) = (get("a", "A"), get("b", "B"), get("c", "C"));
    assert_eq!(told(&a, &a), ("What makers see is the same as in main.".to_owned(), false));
    let now = format!("{}, {b}, {c}", get("a", "Another"));
    assert_eq!(
        told(&now, &format!("{a}, {}", get("d", "D"))),
        ("Since main: 2 new operations, 1 removed operation, 1 changed operation.".to_owned(), true)
    );
}

/// The sentence on what differs, of these files now and as they are published.
fn since([definition, properties]: [&str; 2], [old_definition, old_properties]: [&str; 2]) -> String {
    let html = of(&format!(
        "{definition}\n//- apiProperties.json\n{properties}\n//- published/apiDefinition.swagger.json\n{old_definition}\n\
         //- published/apiProperties.json\n{old_properties}"
    ))
    .html();
    assert_sound(&html);
    html.split("<p class=\"since quiet\">").nth(1).unwrap().split("</p>").next().unwrap().to_owned()
}

#[test]
fn nothing_is_called_the_same_that_is_not() {
    let definition = r#"{ "info": { "title": "Rows", "description": "All rows.", "version": "1.0" }, "paths": {
        "/a": { "get": { "operationId": "A", "deprecated": true, "x-ms-api-annotation": { "expires": "2027-06-30" },
          "parameters": [{ "name": "x", "in": "query", "type": "string" }, { "name": "y", "in": "query", "type": "string" }] } },
        "/b": { "get": { "operationId": "B" } }, "/c": { "get": { "operationId": "C" } } } }"#;
    let properties = r##"{ "properties": { "publisher": "We", "iconBrandColor": "#007ee5", "connectionParameterSets": {
        "values": [{ "name": "k", "uiDefinition": { "displayName": "Key", "description": "A key." } , "parameters": {
          "key": { "type": "securestring" } } }, { "name": "n", "uiDefinition": { "displayName": "None" }, "parameters": {
          "site": { "type": "string" } } }] } } }"##;
    let published = [definition, properties];
    assert_eq!(since(published, published), "What makers see is the same as in main.");
    for (before, now, told) in [
        ("\"Rows\"", "\"Lines\"", "another title"),
        ("All rows.", "Every row.", "another description"),
        ("\"1.0\"", "\"1.1\"", "another version"),
        (
            "\"info\"",
            "\"x-ms-api-annotation\": { \"status\": \"Preview\" }, \"info\"",
            "3 changed operations, now in Preview",
        ),
        ("2027-06-30", "2027-12-31", "1 changed operation"),
        (
            "\"B\" }",
            "\"B2\", \"x-ms-api-annotation\": { \"family\": \"B\" } }",
            "1 new operation, 1 removed operation",
        ),
        (
            "\"name\": \"x\", \"in\": \"query\", \"type\": \"string\" }, { \"name\": \"y\"",
            "\"name\": \"y\", \"in\": \"query\", \"type\": \"string\" }, { \"name\": \"x\"",
            "1 changed operation",
        ),
        (
            "\"/b\": { \"get\": { \"operationId\": \"B\" } }, \"/c\": { \"get\": { \"operationId\": \"C\" } }",
            "\"/c\": { \"get\": { \"operationId\": \"C\" } }, \"/b\": { \"get\": { \"operationId\": \"B\" } }",
            "another order of operations",
        ),
        ("\"We\"", "\"Us\"", "another publisher"),
        ("#007ee5", "#ff0000", "another brand colour"),
        ("A key.", "The key.", "another form for a connection"),
        ("\"None\"", "\"Nobody\"", "another form for a connection"),
    ] {
        let edited = [definition.replace(before, now), properties.replace(before, now)];
        let edited = [edited[0].as_str(), edited[1].as_str()];
        assert_ne!(edited, published);
        assert_eq!(since(edited, published), format!("Since main: {told}."));
    }
    let many: Vec<String> =
        (0..400).map(|n| format!(r#"{{ "name": "p{n}", "in": "query", "type": "string" }}"#)).collect();
    let large = paths(&format!(
        r#""/a": {{ "get": {{ "operationId": "A", "parameters": [{}] }} }}"#,
        many.join(", ")
    ));
    let large = [large.as_str(), properties];
    let told = "What is shown here is the same as in main. What is left out was not compared.";
    assert_eq!(since(large, large), told);
}

#[test]
fn a_default_that_is_no_choice_is_shown_as_chosen() {
    let html = of(&paths(
        r#""/a": { "get": { "operationId": "A", "parameters": [
          { "name": "x", "in": "query", "type": "string", "enum": ["a", "b"], "default": "b" },
          { "name": "y", "in": "query", "type": "string", "enum": ["c", "d"], "default": "other" },
          { "name": "z", "in": "query", "type": "string", "enum": ["e"] }] } }"#,
    ))
    .html();
    let choices: Vec<&str> = html
        .split("<select")
        .skip(1)
        .map(|part| part.split_once('>').unwrap().1.split("</select>").next().unwrap())
        .collect();
    assert_eq!(
        choices,
        [
            "<option>a</option><option selected>b</option>",
            "<option selected>other</option><option>c</option><option>d</option>",
            "<option>Choose…</option><option>e</option>",
        ]
    );
}

#[test]
fn the_policy_allows_nothing_but_what_is_ours() {
    let html = of(&paths("")).html();
    let policy =
        html.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(policy.starts_with("default-src &#39;none&#39;; style-src &#39;sha256-"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"), "{policy}");
    assert!(!html.contains("http://") && !html.contains("https://") && !html.contains("url("));
    assert_eq!(html.matches("<style").count() + html.matches("<script").count(), 2);
}
