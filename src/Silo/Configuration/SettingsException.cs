using System.Collections.Immutable;

namespace Skiller.Silo.Configuration;

/// <summary>The node cannot start as it is configured; each error is a line for the operator.</summary>
internal sealed class SettingsException(ImmutableArray<string> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    public ImmutableArray<string> Errors { get; } = errors;
}
