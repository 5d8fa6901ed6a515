using System.Text;
using Microsoft.AspNetCore.Http;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;
using Skiller.Web.Problems;
using Skiller.Web.Questions;
using Xunit;

namespace Skiller.Tests.Unit.Web;

public sealed class RequestTests
{
    [Theory]
    [InlineData(null, Locale.Fr)]
    [InlineData("", Locale.Fr)]
    [InlineData("de", Locale.Fr)]
    [InlineData("en", Locale.En)]
    [InlineData("en-GB,en;q=0.9", Locale.En)]
    [InlineData("fr;q=0.4, en;q=0.5", Locale.En)]
    [InlineData("en;q=0.4, fr-CA;q=0.5", Locale.Fr)]
    [InlineData("de, en;q=0.1", Locale.En)]
    [InlineData("en;q=0", Locale.Fr)]
    [InlineData("*", Locale.Fr)]
    [InlineData(";;;=,q", Locale.Fr)]
    public void The_language_is_the_best_of_ours(string? header, Locale language)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.AcceptLanguage = header;
        Assert.Equal(language, RequestLanguage.Of(request));
    }

    [Theory]
    [InlineData("\"3\"", 3)]
    [InlineData("W/\"3\"", 3)]
    [InlineData("\"12.9f86d081\"", 12)]
    [InlineData("\"12.\"", 12)]
    public void Only_the_version_in_if_match_counts(string header, int version) => Assert.Equal(version, IfMatchVersion.Of(WithIfMatch(header)));

    [Theory]
    [InlineData("3")]
    [InlineData("*")]
    [InlineData("\"\"")]
    [InlineData("\"0\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"03\"")]
    [InlineData("\"3\", \"4\"")]
    [InlineData("\"99999999999\"")]
    [InlineData("\"3.a b\"")]
    public void An_if_match_that_names_no_version_is_a_fault(string header) =>
        Assert.Equal(400, Assert.Throws<RequestRefusedException>(() => IfMatchVersion.Of(WithIfMatch(header))).Problem.Status);

    [Fact]
    public void Without_if_match_the_version_is_one_that_no_post_has() => Assert.Equal(0, IfMatchVersion.Of(new DefaultHttpContext().Request));

    [Fact]
    public void A_key_is_one_act_of_one_member_at_one_path()
    {
        var first = Key("k", 1, "/a", "{}");
        Assert.Equal(first, Key("k", 1, "/a", "{}"));
        Assert.NotEqual(first?.Key, Key("k", 2, "/a", "{}")?.Key);
        Assert.NotEqual(first?.Key, Key("k", 1, "/b", "{}")?.Key);
        Assert.NotEqual(first?.Key, Key("l", 1, "/a", "{}")?.Key);
        Assert.Equal(first?.Key, Key("k", 1, "/a", "{ }")?.Key);
        Assert.NotEqual(first?.Fingerprint, Key("k", 1, "/a", "{ }")?.Fingerprint);
        Assert.NotEqual(Key("k", null, "/a", "{}")?.Key, Key("k", null, "/a", "{ }")?.Key);
    }

    [Fact]
    public void The_fingerprint_of_a_body_with_a_password_needs_the_key_that_only_the_client_has()
    {
        var first = Key("k", 1, "/a", "{}", isSecret: true);
        Assert.Equal(first, Key("k", 1, "/a", "{}", isSecret: true));
        Assert.Equal(first?.Key, Key("k", 1, "/a", "{}")?.Key);
        Assert.NotEqual(first?.Fingerprint, Key("k", 1, "/a", "{}")?.Fingerprint);
        Assert.NotEqual(first?.Fingerprint, Key("l", 1, "/a", "{}", isSecret: true)?.Fingerprint);
        Assert.NotEqual(first?.Fingerprint, Key("k", 1, "/a", "{ }", isSecret: true)?.Fingerprint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("é")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123456789")]
    public void A_key_that_is_none_is_a_fault(string key) =>
        Assert.Equal(400, Assert.Throws<RequestRefusedException>(() => Key(key, 1, "/a", "{}")).Problem.Status);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1}//")]
    [InlineData("{\"a\":[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]}")]
    [InlineData("{\"\\ud800\":1,\"\\ud800\":2}")]
    public void What_is_no_strict_object_is_malformed(string body) =>
        Assert.Equal("malformed", Assert.Throws<RequestRefusedException>(() => RequestBody.Parse(Encoding.UTF8.GetBytes(body))).Problem.Code);

    [Fact]
    public void T04_Invalid_utf_8_is_malformed() =>
        Assert.Equal("malformed", Assert.Throws<RequestRefusedException>(() => RequestBody.Parse([.. "{\"a\":\""u8, 0xC0, 0xAF, .. "\"}"u8])).Problem.Code);

    [Fact]
    public void All_faults_of_fields_are_told_at_once()
    {
        var fields = RequestBody.Parse("""{"title":5,"body":"a\u0000b","lone":"\ud800","skills":["c#","C#","c#"],"value":2,"Locale":"fr"}"""u8.ToArray());
        fields.RequiredText("title", 1, 10);
        fields.RequiredText("body", 1, 10);
        fields.RequiredText("lone", 1, 10);
        fields.RequiredText("absent", 1, 10);
        fields.Skills("skills", 1, 3);
        fields.OneOf("value", -1, 0, 1);
        var problem = Assert.Throws<RequestRefusedException>(fields.Check).Problem;
        Assert.Equal(
            [
                "title not-a-text", "body control-characters", "lone control-characters", "absent required", "skills not-a-skill", "skills repeated",
                "value not-one-of", "Locale unknown-field",
            ],
            problem.Errors.Select(e => $"{e.Field} {e.Rule}"));
    }

    [Fact]
    public void A_list_that_is_too_long_is_refused_before_its_items_are_looked_at()
    {
        var fields = RequestBody.Parse("""{"skills":["c#","C#","c#"]}"""u8.ToArray());
        Assert.Empty(fields.Skills("skills", 1, 2) ?? []);
        Assert.Equal(["too-many"], Assert.Throws<RequestRefusedException>(fields.Check).Problem.Errors.Select(e => e.Rule));
    }

    [Fact]
    public void T03_Control_characters_are_for_kinds_of_text_that_have_them()
    {
        (string Text, bool Line, bool Lines, bool Secret)[] expected =
        [
            ("a b", true, true, true), ("\U0001F600", true, true, true), ("a\tb\r\n", false, true, true), ("a\u0085b", false, false, true),
            ("\u2028", false, true, true), ("a\0b", false, false, false),
        ];
        Assert.All(expected, static e => Assert.Equal(
            (e.Line, e.Lines, e.Secret),
            (TextRules.Allow(e.Text, TextKind.Line), TextRules.Allow(e.Text, TextKind.Lines), TextRules.Allow(e.Text, TextKind.Secret))));
    }

    [Fact]
    public void T04_Half_a_surrogate_pair_is_no_text()
    {
        foreach (var text in new[] { "a" + (char)0xD83D, (char)0xDE00 + "a", $"{(char)0xDE00}{(char)0xD83D}" })
        {
            Assert.False(TextRules.Allow(text, TextKind.Lines));
        }
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("999999999999999999", 999999999999999999)]
    public void An_id_is_a_decimal_number(string text, long id)
    {
        Assert.True(PathIds.TryParse(text, out var parsed));
        Assert.Equal(id, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("01")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1 ")]
    [InlineData("1e3")]
    [InlineData("١")]
    [InlineData("1000000000000000000")]
    public void Anything_else_is_no_id(string text) => Assert.False(PathIds.TryParse(text, out _));

    [Theory]
    [InlineData("Comment prévoir l’œuvre d’été ?", "comment-prevoir-l-oeuvre-d-ete")]
    [InlineData("  C# & .NET: what's new??  ", "c-net-what-s-new")]
    [InlineData("日本語のタイトルです、ここに", "question")]
    public void A_title_in_a_link_is_ascii(string title, string slug) => Assert.Equal(slug, TitleSlug.Of(title));

    [Fact]
    public void What_is_kept_of_a_body_tells_nothing_to_who_guesses_it()
    {
        const string guess = """{"email":"ada@example.org"}""";
        var plain = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(guess)));

        var kept = new[] { Key("k1", 1, "/a", guess), Key("k1", 2, "/a", guess), Key("k2", 1, "/a", guess), Key("k1", 1, "/b", guess), Key("k1", null, "/a", guess) };

        Assert.Equal(kept.Length, kept.Select(id => id?.Fingerprint).Distinct().Count());
        Assert.DoesNotContain(plain, kept.SelectMany(id => new[] { id?.Key, id?.Fingerprint }));
        Assert.Equal(kept[0], Key("k1", 1, "/a", guess));
        Assert.Equal(kept[0]?.Key, Key("k1", 1, "/a", "{}")?.Key);
        Assert.NotEqual(kept[0]?.Fingerprint, Key("k1", 1, "/a", "{}")?.Fingerprint);
    }

    private static HttpRequest WithIfMatch(string header)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.IfMatch = header;
        return request;
    }

    private static CommandId? Key(string key, long? member, string path, string body, bool isSecret = false)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = "POST";
        request.Path = path;
        request.Headers[IdempotencyKey.Header] = key;
        return IdempotencyKey.Read(request, member is { } id ? new MemberId(id) : null, Encoding.UTF8.GetBytes(body), isSecret);
    }
}
