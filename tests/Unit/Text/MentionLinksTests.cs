using CsCheck;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Web.Text;
using Xunit;

namespace Skiller.Tests.Unit.Text;

/// <summary>Members who are named are links where they are members, and exactly those whom the text tells.</summary>
public sealed class MentionLinksTests
{
    private const string Ada = "<a class=\"mention\" href=\"/members/ada\">@ada</a>";

    // What Markdown is made of, with names where a reader sees names, and where code and links are seen.
    private static readonly Gen<string> _name = Gen.OneOf(Gen.Const("@ada"), Gen.Const("@Grace-Hopper"), Gen.Const("@bob"), Gen.Const("@zoe9"), Gen.Const("@max"));

    private static readonly Gen<string> _inline = Gen.OneOf(
        _name,
        _name.Select(static name => $"*{name}*"),
        _name.Select(static name => $"**{name}**,"),
        _name.Select(static name => $"({name})"),
        _name.Select(static name => $"`{name}`"),
        _name.Select(static name => $"``a ` {name}``"),
        _name.Select(static name => $"[{name}](https://example.org)"),
        _name.Select(static name => $"[a [b] {name} `c`](https://example.org/x_(y))"),
        _name.Select(static name => $"![{name}](https://example.org/x.png)"),
        _name.Select(static name => $"https://example.org/?who={name}"),
        _name.Select(static name => $"<https://example.org/?who={name}>"),
        _name.Select(static name => $"me{name}"),
        _name.Select(static name => $"\\{name}"),
        _name.Select(static name => $"{name}.org"),
        _name.Select(static name => $"{name}\nand on"),
        Gen.Const("`a line\nand another`"),
        Gen.Const("words, & more < 3"));

    private static readonly Gen<string> _line = _inline.Array[1, 4].Select(static parts => string.Join(' ', parts));

    private static readonly Gen<string> _flat = _line.Select(static line => line.Replace("\n", " ", StringComparison.Ordinal));

    private static readonly Gen<string> _block = Gen.OneOf(
        _line,
        _flat.Select(static line => $"# {line}\n    @lost"),
        _flat.Select(static line => $"{line}\n---\n    @lost"),
        _flat.Array[1, 3].Select(static lines => string.Join('\n', lines.Select(static line => $"- {line}"))),
        _flat.Select(static line => $"1. {line}\n\n   {line}\n\n       @lost"),
        _flat.Select(static line => $"- a\n  - {line}\n\n    {line}"),
        _flat.Select(static line => $"> {line}\n{line}"),
        _flat.Select(static line => $"> ```\n> {line}\n> ```\n> {line}"),
        _flat.Select(static line => $"    {line}\n    {line}"),
        _flat.Select(static line => $"\t{line}"),
        _flat.Select(static line => $"```\n{line}\n```"),
        _flat.Select(static line => $"~~~ text\n{line}\n```\n~~~~"),
        _flat.Select(static line => $"- a\n\n  ```\n  {line}\n  ```\n  {line}"),
        _flat.Select(static line => $"| a | b |\n|---|---|\n| {line.Replace('|', ' ')} | @ada |"));

    private static readonly Gen<string> _text = _block.Array[1, 5].Select(static blocks => string.Join("\n\n", blocks));

    [Theory]
    [InlineData("Thanks @ada!", $"<p>Thanks {Ada}!</p>")]
    [InlineData("*@ADA*", "<p><em><a class=\"mention\" href=\"/members/ada\">@ADA</a></em></p>")]
    [InlineData("@ada and @nobody", $"<p>{Ada} and @nobody</p>")]
    [InlineData("`@ada` and [@ada](https://a.example)", "<p><code>@ada</code> and <a href=\"https://a.example\" rel=\"nofollow ugc noopener\">@ada</a></p>")]
    [InlineData("[@ada](https://a.example) is @ada", $"<p><a href=\"https://a.example\" rel=\"nofollow ugc noopener\">@ada</a> is {Ada}</p>")]
    [InlineData("[@ada](javascript:alert(1))", "<p>@ada</p>")]
    [InlineData("    @ada", "<pre><code>@ada\n</code></pre>")]
    [InlineData("```\n@ada\n```", "<pre><code>@ada\n</code></pre>")]
    [InlineData("me@ada.example and https://a.example/@ada", "<p>me@ada.example and <a href=\"https://a.example/@ada\" rel=\"nofollow ugc noopener\">https://a.example/@ada</a></p>")]
    [InlineData("| a |\n|---|\n| @ada |", $"<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>{Ada}</td>\n</tr>\n</tbody>\n</table>")]
    [InlineData("<a class=\"mention\" href=\"/members/ada\">@ada</a>", "<p>&lt;a class=\"mention\" href=\"/members/ada\"&gt;" + Ada + "&lt;/a&gt;</p>")]
    public void A_name_is_a_link_where_a_reader_sees_a_name_of_a_member(string markdown, string html) => Assert.Equal(html, Linked(markdown, "ada"));

    [Theory]
    [InlineData("@ada")]
    [InlineData("*@ada*, `@ada` and [@ada](/x)")]
    [InlineData("<a class=\"mention\" href=\"/members/ada\">@ada</a>")]
    public void While_nobody_has_the_handle_it_is_words(string markdown)
    {
        Assert.DoesNotContain("mention\" href", Linked(markdown).Replace("class=\"mention\" href=\"/members/ada\"&gt;", "", StringComparison.Ordinal), StringComparison.Ordinal);
        using var renderer = new MarkdownRenderer();
        Assert.Equal(renderer.Html(markdown).Trim(), Linked(markdown));
    }

    [Fact]
    public void Only_those_are_links_whom_the_text_tells_and_no_more_than_a_page_bears()
    {
        var eleven = string.Join(' ', Enumerable.Range(100, 11).Select(static number => $"@ada{number}"));
        var html = Linked(eleven, [.. Enumerable.Range(100, 11).Select(static number => $"ada{number}")]);
        Assert.Equal(Limits.MentionsPerPost, Count(html));
        Assert.EndsWith(" @ada110</p>", html, StringComparison.Ordinal);

        var often = string.Concat(Enumerable.Repeat("@ada ", 6_000));
        Assert.Equal(Limits.MentionLinksPerPost, Count(Linked(often, "ada")));
    }

    [Fact]
    public void The_texts_that_tell_are_those_that_link() => _text.Sample(
        static text =>
        {
            var told = Mentions.In(text);
            var outcome = MarkdownPipeline.Render(text);
            Assert.Equal(told.Order(Comparer<Handle>.Create(static (one, other) => string.CompareOrdinal(one.Value, other.Value))).Select(static handle => handle.Value),
                outcome.Text!.Named.Select(static handle => handle.Value).Order(StringComparer.Ordinal));
        },
        iter: 3_000);

    [Fact]
    public void Names_that_are_links_change_nothing_else_and_harm_nobody() => _text.Sample(
        static text =>
        {
            var outcome = MarkdownPipeline.Render(text);
            var named = Mentions.In(text).ToHashSet();
            var html = outcome.HtmlWith(named)!;
            RenderedHtml.AssertHarmless(html);
            Assert.Equal(outcome.Text, MentionLinks.In(html), static (one, other) => one!.Html == other!.Html && one.Places.SequenceEqual(other.Places));
            Assert.Equal(outcome.Html, outcome.HtmlWith(new HashSet<Handle>()));
        },
        iter: 1_000);

    private static string Linked(string markdown, params string[] known) => MarkdownPipeline.Render(markdown).HtmlWith(known.Select(Of).ToHashSet())!.Trim();

    private static int Count(string html) => html.Split("class=\"mention\"").Length - 1;

    private static Handle Of(string text) => Handle.TryParse(text, out var handle) ? handle : throw new ArgumentException("It is no handle.", nameof(text));
}
