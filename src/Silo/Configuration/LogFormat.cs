namespace Skiller.Silo.Configuration;

/// <summary>How lines of the log are written.</summary>
internal enum LogFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>An object a line, for programs.</summary>
    Json,
}
