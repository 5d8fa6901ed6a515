namespace Skiller.Grains.Letters;

/// <summary>What letters and digests are told by the settings.</summary>
/// <param name="Look">How long a silo rests between two looks at who is to be written to.</param>
/// <param name="Bundle">How long what a member is told at once waits for more.</param>
internal sealed record LetterOptions(TimeSpan Look, TimeSpan Bundle);
