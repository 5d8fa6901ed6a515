using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Skiller.Silo.Demo;

/// <summary>The invented community, as its files tell it: nobody in it is a real person.</summary>
/// <param name="Members">Who they are, each after whoever invites them; the first is the administrator.</param>
/// <param name="Skills">Descriptions by slug and language.</param>
/// <param name="Endorsements">Who vouches for whom.</param>
internal sealed record DemoCommunity(
    ImmutableArray<DemoMember> Members, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Skills, ImmutableArray<DemoEndorsement> Endorsements)
{
    private const string Folder = "Demo/";

    /// <summary>What is asked, the files taking turns, so that subjects and languages alternate.</summary>
    [JsonIgnore]
    public ImmutableArray<DemoQuestion> Questions { get; private init; } = [];

    public static DemoCommunity Load()
    {
        var assembly = typeof(DemoCommunity).Assembly;
        var files = assembly.GetManifestResourceNames()
            .Where(static name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(static name => DemoScript.Read(name, Text(name)))
            .ToList();
        var people = JsonSerializer.Deserialize(Text($"{Folder}community.json"), DemoJson.Default.DemoCommunity)
            ?? throw new InvalidOperationException("The demo's community is empty.");
        var turns = Enumerable.Range(0, files.Max(static file => file.Length));
        return people with { Questions = [.. turns.SelectMany(turn => files.Where(file => turn < file.Length).Select(file => file[turn]))] };
    }

    private static string Text(string name)
    {
        using var stream = typeof(DemoCommunity).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is missing in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>A member.</summary>
internal sealed record DemoMember(
    string Handle, string Name, string Locale, string? InvitedBy, string Headline, string? Bio, ImmutableArray<string> Skills)
{
    /// <summary>An address of a domain that is reserved for examples (RFC 2606).</summary>
    public string Email => $"{Handle}@skiller.example";
}

/// <summary>Somebody vouches for somebody's skill.</summary>
internal sealed record DemoEndorsement(string By, string Of, string Skill, string? Note);

/// <summary>Something written, and what others thought of it.</summary>
/// <param name="By">The handle of whoever wrote it.</param>
/// <param name="Body">Markdown.</param>
/// <param name="Up">Who voted it up.</param>
/// <param name="Down">Who voted it down.</param>
/// <param name="Comments">What was said about it.</param>
internal sealed record DemoPost(string By, string Body, ImmutableArray<string> Up, ImmutableArray<string> Down, ImmutableArray<DemoComment> Comments);

/// <summary>A comment.</summary>
internal sealed record DemoComment(string By, string Body);

/// <summary>An answer.</summary>
internal sealed record DemoAnswer(DemoPost Post, bool IsAccepted);

/// <summary>A question.</summary>
/// <param name="Name">Its file and its place there: what it is recognised by when it is asked again.</param>
/// <param name="Title">Its title.</param>
/// <param name="Locale">Its language.</param>
/// <param name="Skills">What it is about.</param>
/// <param name="Post">Its text.</param>
/// <param name="Answers">Its answers, in the order in which they came.</param>
internal sealed record DemoQuestion(
    string Name, string Title, string Locale, ImmutableArray<string> Skills, DemoPost Post, ImmutableArray<DemoAnswer> Answers);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(DemoCommunity))]
[JsonSerializable(typeof(DemoMark))]
internal sealed partial class DemoJson : JsonSerializerContext;
