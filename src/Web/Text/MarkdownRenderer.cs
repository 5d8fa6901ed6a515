using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Caching.Memory;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;

namespace Skiller.Web.Text;

/// <summary>
/// The one renderer that pages, preview, API, feeds and mail share (X16). The log holds Markdown only; HTML is a bounded cache by text and
/// <see cref="Version"/>.
/// </summary>
internal sealed class MarkdownRenderer : IDisposable
{
    /// <summary>Grows with every change of what is rendered, so that nothing of an older renderer is shown.</summary>
    public const int Version = 3;

    private const long CacheBytes = 32 * 1024 * 1024;
    private const int EntryBytes = 256;
    private const int PlaceBytes = 64;
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = CacheBytes });

    public void Dispose() => _cache.Dispose();

    /// <summary>The HTML of a text that was accepted or imported; one that cannot be rendered is shown as it is, escaped.</summary>
    public string Html(string markdown)
    {
        var outcome = Render(markdown);
        return outcome.Html ?? Plain(markdown);
    }

    /// <summary>The same of a text that names members: those who are known are links.</summary>
    public string Html(string markdown, IReadOnlySet<Handle> known) => Render(markdown).HtmlWith(known) ?? Plain(markdown);

    /// <summary>Whom such a text names.</summary>
    public ImmutableArray<Handle> Named(string markdown) => markdown.Contains('@', StringComparison.Ordinal) ? Render(markdown).Text?.Named ?? [] : [];

    /// <summary>A text that changes with every key: it takes no place in the cache from texts that are read.</summary>
    public RenderOutcome Fleeting(string markdown) =>
        _cache.TryGetValue(Key(markdown), out RenderOutcome? known) && known is not null ? known : MarkdownPipeline.Render(markdown);

    /// <summary>The HTML of such a text.</summary>
    public string Preview(string markdown) => Fleeting(markdown).Html ?? Plain(markdown);

    public RenderOutcome Render(string markdown)
    {
        var key = Key(markdown);
        if (_cache.TryGetValue(key, out RenderOutcome? known) && known is not null)
        {
            return known;
        }

        var outcome = MarkdownPipeline.Render(markdown);
        using var entry = _cache.CreateEntry(key);
        entry.Value = outcome;
        entry.Size = EntryBytes + ((outcome.Html?.Length ?? 0) * 2L) + ((outcome.Text?.Places.Length ?? 0) * PlaceBytes);
        return outcome;
    }

    /// <summary>A question's or answer's text that must be there and can be rendered.</summary>
    public string RequiredPost(RequestFields fields, string name) =>
        Checked(fields, name, fields.RequiredText(name, Limits.BodyMin, Limits.BodyMax, TextKind.Lines));

    public string? Post(RequestFields fields, string name) =>
        fields.Text(name, Limits.BodyMin, Limits.BodyMax, TextKind.Lines) is { } text ? Checked(fields, name, text) : null;

    public string RequiredComment(RequestFields fields, string name) =>
        Checked(fields, name, fields.RequiredText(name, Limits.CommentMin, Limits.CommentMax, TextKind.Lines));

    /// <summary>A text that must be there and can be rendered.</summary>
    public string Required(RequestFields fields, string name, int min, int max) =>
        Checked(fields, name, fields.RequiredText(name, min, max, TextKind.Lines));

    /// <summary>A text that may be absent, such as a profile's.</summary>
    public string? Optional(RequestFields fields, string name, int max) =>
        fields.Text(name, 0, max, TextKind.Lines) is { } text ? Checked(fields, name, text) : null;

    private string Checked(RequestFields fields, string name, string text)
    {
        if (!fields.IsFaulty(name) && Render(text).Rule is { } rule)
        {
            fields.Fault(FieldError.Of(name, rule));
        }

        return text;
    }

    private static string Key(string markdown)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(markdown), hash);
        return $"{Version}:{Convert.ToHexStringLower(hash)}";
    }

    private static string Plain(string text)
    {
        var paragraphs = text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(paragraphs.Select(p => $"<p>{HtmlEncoder.Default.Encode(p).Replace("&#xA;", "<br>\n", StringComparison.Ordinal)}</p>\n"));
    }
}
