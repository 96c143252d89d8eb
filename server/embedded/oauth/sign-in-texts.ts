import type { Language } from './language.ts';

/** What the sign-in pages say. `{minutes}` is a whole number. */
export interface Texts {
  title: string;
  errorPrefix: string;
  intro: string;
  username: string;
  password: string;
  signIn: string;
  cancel: string;
  missing: string;
  wrong: string;
  wait: (minutes: number) => string;
  demonstration: string;
  brokenTitle: string;
  broken: string;
  expiredTitle: string;
  expired: string;
  startAgain: string;
}

export const texts: Readonly<Record<Language, Texts>> = {
  en: {
    title: 'Sign in',
    errorPrefix: 'Error: ',
    intro: 'Use your clinic account.',
    username: 'User name',
    password: 'Password',
    signIn: 'Sign in',
    cancel: 'Cancel',
    missing: 'Enter your user name and your password.',
    wrong: 'The user name or the password is not right.',
    wait: (minutes) => `Too many attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    demonstration: 'Demonstration data. Sign in as',
    brokenTitle: 'This sign-in cannot go on',
    broken: 'The application asked for something that is not possible here.',
    expiredTitle: 'This sign-in has expired',
    expired: 'It took too long, was already finished, or was started in another browser.',
    startAgain: 'Start again',
  },
  tr: {
    title: 'Oturum açın',
    errorPrefix: 'Hata: ',
    intro: 'Klinik hesabınızı kullanın.',
    username: 'Kullanıcı adı',
    password: 'Parola',
    signIn: 'Oturum aç',
    cancel: 'Vazgeç',
    missing: 'Kullanıcı adınızı ve parolanızı girin.',
    wrong: 'Kullanıcı adı veya parola doğru değil.',
    wait: (minutes) => `Çok fazla deneme yapıldı. ${minutes} dakika sonra yeniden deneyin.`,
    demonstration: 'Tanıtım verileri. Şu hesapla oturum açın:',
    brokenTitle: 'Oturum açma sürdürülemiyor',
    broken: 'Uygulama, burada mümkün olmayan bir istekte bulundu.',
    expiredTitle: 'Bu oturum açma isteğinin süresi doldu',
    expired: 'Çok uzun sürdü, zaten tamamlandı veya başka bir tarayıcıda başlatıldı.',
    startAgain: 'Yeniden başlayın',
  },
};
