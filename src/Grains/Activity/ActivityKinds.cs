using System.Collections.Frozen;
using System.Reflection;

namespace Skiller.Grains.Activity;

/// <summary>The table of all kinds of facts: permanent name and schema on one side, record on the other.</summary>
internal static class ActivityKinds
{
    private static readonly FrozenDictionary<Type, ActivityKindAttribute> _byType = typeof(Fact).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Fact)))
        .ToFrozenDictionary(
            type => type,
            type => type.GetCustomAttribute<ActivityKindAttribute>() ?? throw new InvalidOperationException($"{type} has no [ActivityKind]."));

    private static readonly FrozenDictionary<(string Name, int Schema), Type> _byName =
        _byType.ToFrozenDictionary(pair => (pair.Value.Name, pair.Value.Schema), pair => pair.Key);

    /// <summary>All facts that there are.</summary>
    public static IEnumerable<Type> Types => _byType.Keys;

    /// <summary>The permanent name of a fact.</summary>
    public static ActivityKindAttribute Of(Fact fact) => _byType[fact.GetType()];

    /// <summary>The permanent name of a kind of fact.</summary>
    public static string NameOf<TFact>()
        where TFact : Fact =>
        _byType[typeof(TFact)].Name;

    /// <summary>The record of a stored fact.</summary>
    /// <exception cref="UnknownActivityException">A newer version of the program wrote it.</exception>
    public static Type TypeOf(RecordedActivity activity) =>
        _byName.TryGetValue((activity.Kind, activity.Schema), out var type)
            ? type
            : throw new UnknownActivityException($"'{activity.Kind}' {activity.Schema} at position {activity.Position} of {activity.Stream} is not known here.");
}

/// <summary>The log holds a fact that this version of the program cannot read.</summary>
[GenerateSerializer, Alias("skiller.unknown-activity")]
internal sealed class UnknownActivityException : Exception
{
    /// <summary>Creates the fault.</summary>
    /// <param name="message">Names kind, schema, position and stream.</param>
    public UnknownActivityException(string message)
        : base(message)
    {
    }
}
