using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Skiller.Contracts;
using Skiller.Grains.Questions;
using Xunit;

namespace Skiller.Tests.Unit.Questions;

/// <summary>RELIABILITY.md T03 to T07.</summary>
public sealed class PostTextRulesTests
{
    public static TheoryData<string, string> Titles => new()
    {
        { "fourteen", new string('a', 14) },
        { "fourteen and blanks", $"  {new string('a', 14)}  " },
        { "151", new string('a', 151) },
        { "151 beyond the first plane", string.Concat(Enumerable.Repeat("𝔞", 151)) },
        { "only blanks", new string(' ', 20) },
        { "only ideographic blanks", new string('\u3000', 20) },
        { "only zero-width", new string('\u200B', 20) },
        { "only Hangul fillers", new string('\u3164', 20) },
        { "only Braille blanks", new string('\u2800', 20) },
        { "only tag characters", string.Concat(Enumerable.Repeat("\U000E0041", 20)) },
        { "only punctuation", new string('?', 20) },
        { "fifteen marks on one letter", "a" + new string('\u0300', 15) },
        { "five marks on a letter of many", "How do I count votes o\u030D\u030E\u0310\u0311\u0312nce?" },
        { "a line end within", "How do I count\nvotes once?" },
        { "a carriage return within", "How do I count\rvotes once?" },
        { "a line separator within", "How do I count\u2028votes once?" },
        { "a tab within", "How do I count\tvotes once?" },
        { "NUL", "How do I count\0votes once?" },
        { "escape", "How do I count\u001Bvotes once?" },
        { "C1", "How do I count\u0085votes once?" },
        { "lone high surrogate", "How do I count\uD800votes once?" },
        { "lone low surrogate", "How do I count votes once?\uDC00" },
        { "no character", "How do I count\uFFFEvotes once?" },
    };

    [Theory]
    [MemberData(nameof(Titles))]
    public void A_title_is_refused(string why, string title)
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        PostTextRules.Title(title, faults);
        Assert.True(faults.Count > 0, why);
        Assert.All(faults, fault => Assert.Equal("title", fault.Field));
    }

    [Theory]
    [InlineData("aaaaaaaaaaaaaaa")]
    [InlineData("Comment ça va, déjà ?")]
    [InlineData("如何只計算一次投票而不重複計算？請幫忙")]
    [InlineData("كيف أحسب الأصوات مرة واحدة فقط؟")]
    [InlineData("Is 👩‍👩‍👧‍👦 one character or seven?")]
    public void A_title_is_stored_as_it_is(string title)
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        Assert.Equal(title.Normalize(), PostTextRules.Title(title, faults));
        Assert.Empty(faults);
    }

    [Fact]
    public void A_title_of_150_characters_beyond_the_first_plane_fits()
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        PostTextRules.Title(string.Concat(Enumerable.Repeat("𝔞", 150)), faults);
        Assert.Empty(faults);
    }

    [Fact]
    public void A_body_keeps_its_layout_and_has_one_form()
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        Assert.Equal(
            "    code first\n\tthen\ncaf\u00E9 and\ntea",
            PostTextRules.Body("    code first\r\n\tthen\rcafe\u0301 and\ntea", faults));
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData(19, "too-short")]
    [InlineData(20, null)]
    [InlineData(30_000, null)]
    [InlineData(30_001, "too-long")]
    public void A_body_has_20_to_30_000_characters(int length, string? rule)
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        PostTextRules.Body(new string('x', length), faults);
        Assert.Equal(rule, faults.SingleOrDefault()?.Rule);
    }

    [Theory]
    [InlineData("ok", "too-short")]
    [InlineData(" ok ", "too-short")]
    [InlineData("yes", null)]
    [InlineData("\u200B\u200B\u200B", "no-words")]
    [InlineData("a\0b", "control-characters")]
    public void A_comment_has_3_to_1_000_characters_that_can_be_seen(string comment, string? rule)
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        PostTextRules.Comment(comment, faults);
        Assert.Equal(rule, faults.SingleOrDefault()?.Rule);
    }

    [Fact]
    public void A_blank_summary_is_none()
    {
        var faults = ImmutableArray.CreateBuilder<FieldError>();
        Assert.Null(PostTextRules.Summary(" \u200B ", faults));
        Assert.Empty(faults);
    }

    [Fact]
    public void What_passes_is_text_and_passes_again_unchanged() => Gen.String[Gen.Char, 0, 60].Sample(text =>
    {
        var (once, wasPlain) = PlainText.Normalised(text, ownLines: true);
        Assert.Equal((once, true), PlainText.Normalised(once, ownLines: true));
        Assert.True(once.IsNormalized(NormalizationForm.FormC));
        Assert.Equal(once, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(once)));
        Assert.DoesNotContain(once, c => char.IsControl(c) && c is not ('\n' or '\t'));
        if (wasPlain)
        {
            Assert.Equal(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Normalize(), once);
        }
    });
}
